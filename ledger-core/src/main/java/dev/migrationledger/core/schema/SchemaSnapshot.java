package dev.migrationledger.core.schema;

import java.util.Collections;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A schema as data; trackers' own tables are not in it.
 *
 * @param facts keyed and sorted by what they are about
 */
public record SchemaSnapshot(SortedMap<FactKey, Fact> facts) {
    public static final SchemaSnapshot EMPTY = new SchemaSnapshot(new TreeMap<>());

    public SchemaSnapshot {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public static SchemaSnapshot of(Collection<Fact> facts) {
        return new SchemaSnapshot(
                facts.stream().collect(Collectors.toMap(Fact::key, Function.identity(), (a, b) -> a, TreeMap::new)));
    }

    public boolean isEmpty() {
        return facts.isEmpty();
    }
}
