package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All answers to the questions asked so far.
 *
 * @param rows    keyed by {@link Row#name()} of the row asked for: the live row, empty when its key is not there
 * @param queries keyed by query: what it gave, empty when it could not be run or gave null
 * @param built   the schema of exactly that state, empty when the scripts cannot reach it
 * @param halves  the schema after each statement of the revision, in order; empty list when that cannot be shown
 */
public record Known(
        Map<String, Optional<Row>> rows,
        Map<String, Optional<Boolean>> queries,
        Map<Question.Build, Optional<SchemaSnapshot>> built,
        Map<Question.Statements, List<SchemaSnapshot>> halves) {
    public static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of(), Map.of());

    public Known {
        rows = Map.copyOf(rows);
        queries = Map.copyOf(queries);
        built = Map.copyOf(built);
        halves = Map.copyOf(halves);
    }

    /** Both, for the next round. */
    public Known and(Known more) {
        return new Known(
                joined(rows, more.rows),
                joined(queries, more.queries),
                joined(built, more.built),
                joined(halves, more.halves));
    }

    private static <K, V> Map<K, V> joined(Map<K, V> a, Map<K, V> b) {
        var all = new HashMap<>(a);
        all.putAll(b);
        return all;
    }
}
