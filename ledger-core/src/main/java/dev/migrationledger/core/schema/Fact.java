package dev.migrationledger.core.schema;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that is so in a schema. Attributes come in three tiers, each keyed by attribute name:
 *
 * @param hard     proves a state: type, nullability, default, columns, labels
 * @param soft     evidence, but upgraded databases keep traces of their path: function bodies, view texts, comments
 * @param cosmetic normalised away, still reported: names of constraints and indexes, column order, formatting
 */
public record Fact(
        FactKey key, SortedMap<String, String> hard, SortedMap<String, String> soft, SortedMap<String, String> cosmetic) {
    public Fact {
        hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
        soft = Collections.unmodifiableSortedMap(new TreeMap<>(soft));
        cosmetic = Collections.unmodifiableSortedMap(new TreeMap<>(cosmetic));
    }

    public static Fact hard(ObjectKind kind, String name, Map<String, String> attributes) {
        return new Fact(new FactKey(kind, name), new TreeMap<>(attributes), new TreeMap<>(), new TreeMap<>());
    }
}
