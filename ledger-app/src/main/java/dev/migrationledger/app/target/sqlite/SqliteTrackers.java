package dev.migrationledger.app.target.sqlite;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import dev.migrationledger.app.target.tracker.TrackerQueries;
import dev.migrationledger.app.target.tracker.TrackerTable;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Finds version tables, whoever made them, and reads them: four queries, whatever their number. */
final class SqliteTrackers {
    private SqliteTrackers() {}

    /** Sorted by name; our own first. */
    static List<TrackerReading> read(DSLContext sql) {
        var readings = new ArrayList<TrackerReading>();
        ours(sql).ifPresent(readings::add);
        readings.addAll(TrackerQueries.read(
                sql, ofOthers(sql).stream().map(TrackerQueries.Found::of).toList()));
        return readings;
    }

    static List<TrackerTable> ofOthers(DSLContext sql) {
        return trackers(SqliteTables.allColumns(sql));
    }

    static List<TrackerTable> trackers(List<SqliteTables.Column> columns) {
        var types = new LinkedHashMap<String, Map<String, String>>();
        columns.forEach(column ->
                types.computeIfAbsent(column.table(), _ -> new LinkedHashMap<>()).put(column.name(), column.type()));
        var found = new ArrayList<TrackerTable>();
        types.forEach((table, of) -> TrackerTable.of(SqliteTables.SCHEMA, table, of).ifPresent(found::add));
        return found;
    }

    static boolean hasOurs(DSLContext sql) {
        return sql.fetchSingle("select count(*) from main.sqlite_schema where type = 'table' and name in ({0}, {1})",
                        inline("migration_ledger_identity"), inline("migration_ledger_marker"))
                .get(0, Integer.class) == 2;
    }

    private static Optional<TrackerReading> ours(DSLContext sql) {
        if (!hasOurs(sql)) {
            return Optional.empty();
        }
        var heads = sql.select(SqliteOwn.HEADS)
                .from(DSL.table(name(SqliteTables.SCHEMA, "migration_ledger_identity")))
                .fetchOptional()
                .map(row -> State.of(List.of(row.value1())).heads())
                .map(List::copyOf)
                .orElse(List.of());
        return Optional.of(new TrackerReading("ledger", "main.migration_ledger_identity", heads, !begun(sql).isEmpty()));
    }

    /** See {@code Target}. */
    static Set<String> begun(DSLContext sql) {
        if (!hasOurs(sql)) {
            return Set.of();
        }
        var markers = DSL.table(name(SqliteTables.SCHEMA, "migration_ledger_marker"));
        var part = markers.as("part");
        var whole = markers.as("whole");
        var revision = field(name("part", "revision"), String.class);
        return sql.selectDistinct(revision)
                .from(part)
                .where(field(name("part", "statement"), Integer.class).gt(0))
                .andNotExists(DSL.selectOne()
                        .from(whole)
                        .where(field(name("whole", "revision"), String.class).eq(revision))
                        .and(field(name("whole", "statement"), Integer.class).eq(0)))
                .fetchSet(revision);
    }
}
