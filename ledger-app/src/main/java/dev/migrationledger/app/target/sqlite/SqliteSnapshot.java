package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.schema.FactCollector;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.schema.SqliteText;
import dev.migrationledger.core.target.TrackerShape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Takes a snapshot in five queries, whatever the size of the schema. Left out: SQLite's own tables, shadow tables of
 * virtual ones, trackers and what hangs on them. Names are folded, as SQLite compares them.
 */
public final class SqliteSnapshot {
    private SqliteSnapshot() {}

    /** @param sql in a transaction, so that it is one instant */
    public static SchemaSnapshot read(DSLContext sql) {
        var columns = SqliteTables.allColumns(sql);
        var entries = SqliteTables.entries(sql);
        var kinds = SqliteTables.kinds(sql);
        var ignored = ignored(columns, kinds);
        var known = known(entries, columns);
        var facts = new FactCollector();
        var lookedAt = entries.stream().filter(e -> !ignored.contains(SqliteText.fold(e.table()))).toList();
        var tables = TableFacts.of(lookedAt, columns, kinds, known);
        tables.forEach(table -> table.add(facts));
        KeyFacts.add(facts, tables, SqliteTables.indexTerms(sql), SqliteTables.references(sql), texts(lookedAt), known);
        lookedAt.forEach(entry -> code(facts, entry, known));
        return facts.snapshot();
    }

    private static Map<String, String> texts(List<SqliteTables.Entry> entries) {
        return entries.stream().collect(Collectors.toMap(SqliteTables.Entry::name, SqliteTables.Entry::text));
    }

    private static Set<String> ignored(List<SqliteTables.Column> columns, Map<String, String> kinds) {
        var ignored = new HashSet<>(SqliteTables.OWN);
        SqliteTrackers.trackers(columns).forEach(tracker -> ignored.add(SqliteText.fold(tracker.table())));
        columns.stream()
                .collect(Collectors.groupingBy(
                        SqliteTables.Column::table, Collectors.mapping(SqliteTables.Column::name, Collectors.toSet())))
                .forEach((table, names) -> {
                    if (TrackerShape.isCompanion(table, names)) {
                        ignored.add(SqliteText.fold(table));
                    }
                });
        kinds.forEach((table, kind) -> {
            if (kind.contains("shadow")) {
                ignored.add(SqliteText.fold(table));
            }
        });
        return ignored;
    }

    private static Set<String> known(List<SqliteTables.Entry> entries, List<SqliteTables.Column> columns) {
        var known = new HashSet<String>();
        entries.forEach(entry -> known.add(SqliteText.fold(entry.name())));
        columns.forEach(column -> known.add(SqliteText.fold(column.name())));
        return known;
    }

    /** As on a server: what a view selects is soft, what a trigger does is hard. */
    private static void code(FactCollector facts, SqliteTables.Entry entry, Set<String> known) {
        var name = SqliteText.fold(entry.name());
        switch (entry.kind()) {
            case "view" -> facts.add(
                    ObjectKind.VIEW,
                    SqlName.of(SqliteTables.SCHEMA, name),
                    Map.of("kind", "view"),
                    Map.of("definition", SqliteText.behindName(entry.text(), known)),
                    Map.of());
            case "trigger" -> facts.add(
                    ObjectKind.TRIGGER,
                    SqlName.of(SqliteTables.SCHEMA, SqliteText.fold(entry.table()), name),
                    Map.of("definition", SqliteText.behindName(entry.text(), known)),
                    Map.of(),
                    Map.of());
            default -> {}
        }
    }
}
