package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.app.target.tracker.TrackerTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tracker table whose columns can be asked what a tracker is asked. One that only looks like a tracker's, with a
 * {@code success} that is no boolean, is a table as any other: it shows as a difference, claims nothing and is never
 * written to.
 */
final class ReadableTracker {
    private static final Set<String> WHOLE_NUMBERS = Set.of("smallint", "integer", "bigint");

    private ReadableTracker() {}

    static Optional<TrackerTable> of(String schema, String table, Map<String, String> columns) {
        return TrackerTable.of(schema, table, columns).filter(ReadableTracker::isReadable);
    }

    private static boolean isReadable(TrackerTable tracker) {
        var types = tracker.columns();
        return switch (tracker.shape()) {
            case FLYWAY -> WHOLE_NUMBERS.contains(types.get("installed_rank")) && "boolean".equals(types.get("success"));
            case GOLANG_MIGRATE -> "boolean".equals(types.get("dirty"));
            case ALEMBIC, RAILS, DBMATE, MIGRATION_NAME -> true;
        };
    }
}
