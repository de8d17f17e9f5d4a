package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one revision did to the scratch database.
 *
 * @param facts       every fact that is not as before, keyed by what it is about
 * @param rows        rows it wrote, changed or deleted that a probe can find again
 * @param provenEmpty the script holds nothing but comments; a script that merely did nothing in scratch is not proven
 *                    empty, because a backfill finds no rows there
 */
public record Delta(
        String revision, SortedMap<FactKey, Change> facts, List<RowChange> rows, boolean provenEmpty) {
    public Delta {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        rows = List.copyOf(rows);
    }

    /** At least one side is present. */
    public record Change(Optional<Fact> before, Optional<Fact> after) {}

    /** At least one side is present; both have the same key. */
    public record RowChange(Optional<Row> before, Optional<Row> after) {
        public String name() {
            return after.or(() -> before).orElseThrow().name();
        }
    }

    /** The delta between two consecutive snapshots of one scratch database. */
    public static Delta between(
            String revision, SchemaSnapshot before, SchemaSnapshot after, List<RowChange> rows, boolean provenEmpty) {
        var keys = new TreeSet<>(before.facts().keySet());
        keys.addAll(after.facts().keySet());
        var facts = new TreeMap<FactKey, Change>();
        for (var key : keys) {
            var change = new Change(
                    Optional.ofNullable(before.facts().get(key)),
                    Optional.ofNullable(after.facts().get(key)));
            if (!change.before().equals(change.after())) {
                facts.put(key, change);
            }
        }
        return new Delta(revision, facts, rows, provenEmpty);
    }
}
