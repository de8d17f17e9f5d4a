package dev.migrationledger.app.target.tracker;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.TrackerShape;
import java.util.List;
import org.jooq.DSLContext;

/** Keeps the trackers that are present in step with the claimed state; makes none. Runs in the caller's transaction. */
public final class TrackerWriter {
    private TrackerWriter() {}

    public static void write(DSLContext sql, List<TrackerTable> present, Claimed claimed) {
        for (var tracker : present) {
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
    public static void ranAgain(DSLContext sql, List<TrackerTable> present, String file, Script script) {
        present.stream()
                .filter(tracker -> tracker.shape() == TrackerShape.FLYWAY)
                .forEach(tracker -> FlywayRows.ranAgain(sql, tracker, file, script));
    }
}
