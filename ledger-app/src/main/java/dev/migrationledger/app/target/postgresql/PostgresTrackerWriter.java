package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.target.Claimed;
import org.jooq.DSLContext;

/** Keeps the trackers that are present in step with the claimed state; makes none. Runs in the caller's transaction. */
final class PostgresTrackerWriter {
    private PostgresTrackerWriter() {}

    static void write(DSLContext sql, Claimed claimed) {
        for (var tracker : TrackerTable.find(sql)) {
            switch (tracker.shape()) {
                case ALEMBIC -> AlembicRows.write(sql, tracker, claimed);
                case FLYWAY -> FlywayRows.write(sql, tracker, claimed);
                case RAILS, DBMATE -> VersionRows.writeEach(sql, tracker, "version", claimed);
                case MIGRATION_NAME -> VersionRows.writeEach(sql, tracker, "migration_name", claimed);
                case GOLANG_MIGRATE -> VersionRows.writeHighest(sql, tracker, claimed);
            }
        }
    }
}
