package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.TrackerShape;
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

    /** @param file of a script that runs again whenever its text changes; only Flyway keeps a row for such */
    static void ranAgain(DSLContext sql, String file, Script script) {
        TrackerTable.find(sql).stream()
                .filter(tracker -> tracker.shape() == TrackerShape.FLYWAY)
                .forEach(tracker -> FlywayRows.ranAgain(sql, tracker, file, script));
    }
}
