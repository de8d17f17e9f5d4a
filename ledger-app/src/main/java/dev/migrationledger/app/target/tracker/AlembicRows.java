package dev.migrationledger.app.target.tracker;

import static dev.migrationledger.app.jooq.tracker.Tables.ALEMBIC_VERSION;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.target.Claimed;
import org.jooq.DSLContext;

/** Alembic keeps the heads, one row each; a row may be the prefix of an id (Alembic accepts it). */
final class AlembicRows {
    private AlembicRows() {}

    static void write(DSLContext plain, TrackerTable tracker, Claimed claimed) {
        var sql = tracker.in(plain, "alembic_version");
        var rows = sql.selectFrom(ALEMBIC_VERSION).fetch(ALEMBIC_VERSION.VERSION_NUM);
        TrackerScope.of(claimed, rows, AlembicRows::names, file -> file.endsWith(".py")).ifPresent(scope -> {
            var heads = scope.heads();
            for (var row : rows) {
                var known = scope.about(row, AlembicRows::names).isPresent();
                if (!heads.contains(row) && (known || claimed.rewrite())) {
                    sql.deleteFrom(ALEMBIC_VERSION).where(ALEMBIC_VERSION.VERSION_NUM.eq(row)).execute();
                }
            }
            heads.stream()
                    .filter(head -> !rows.contains(head))
                    .forEach(head -> sql.insertInto(ALEMBIC_VERSION)
                            .set(ALEMBIC_VERSION.VERSION_NUM, head)
                            .execute());
        });
    }

    private static boolean names(String row, Revision revision) {
        return !row.isEmpty() && (row.equals(revision.id()) || row.length() >= 4 && revision.id().startsWith(row));
    }
}
