package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.schema.SqliteText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * The schema as SQLite tells it, through its table-valued pragma functions (pragma.html, "PRAGMA functions"), for which
 * jOOQ has no words: one query for all tables of each kind of part. SQLite's own tables are left out.
 */
final class SqliteTables {
    static final String SCHEMA = "main";

    /** The ledger's own. */
    static final Set<String> OWN = Set.of("migration_ledger_identity", "migration_ledger_marker", "migration_ledger_progress");

    private static final String OF_TABLES =
            " from main.sqlite_schema s, %s where s.type = 'table' and s.name not like 'sqlite\\_%%' escape '\\'"
                    + " and s.sql not like 'create virtual %%' order by %s";

    private SqliteTables() {}

    /** @param kind {@code table}, {@code index}, {@code view} or {@code trigger}; @param text empty for indexes of constraints */
    record Entry(String kind, String name, String table, String text) {}

    /** @param key place in the primary key, from 1; 0 for others; @param hidden as in {@code table_xinfo} */
    record Column(String table, String name, String type, boolean notNull, String preset, int key, int hidden) {}

    /** @param origin {@code c} by CREATE INDEX, {@code u} unique, {@code pk}; @param name column; empty for an expression */
    record IndexTerm(
            String table, String index, boolean unique, boolean partial, String origin, String name, boolean descending, String collation) {}

    /** @param target column referred to; empty for the primary key */
    record Reference(String table, int id, String parent, String column, String target, String onUpdate, String onDelete) {}

    /** In the order of the names. */
    static List<Entry> entries(DSLContext sql) {
        return sql.fetch("select type, name, tbl_name, coalesce(sql, '') from main.sqlite_schema"
                        + " where name not like 'sqlite\\_%' escape '\\' order by name")
                .map(row -> new Entry(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class)));
    }

    /** Keyed by name: {@code without rowid}, {@code strict}, both or nothing; {@code shadow} belongs to a virtual table. */
    static Map<String, String> kinds(DSLContext sql) {
        var kinds = new HashMap<String, String>();
        sql.fetch("select name, type, wr, strict from pragma_table_list where schema = 'main'")
                .forEach(row -> {
                    var words = new ArrayList<String>();
                    if (row.get(1, String.class).equals("shadow")) {
                        words.add("shadow");
                    }
                    if (row.get(2, Integer.class) == 1) {
                        words.add("without rowid");
                    }
                    if (row.get(3, Integer.class) == 1) {
                        words.add("strict");
                    }
                    kinds.put(row.get(0, String.class), String.join(", ", words));
                });
        return kinds;
    }

    /** By table and place. */
    static List<Column> allColumns(DSLContext sql) {
        return sql.fetch("select s.name, c.name, c.type, c.\"notnull\", coalesce(c.dflt_value, ''), c.pk, c.hidden"
                        + OF_TABLES.formatted("pragma_table_xinfo(s.name, 'main') c", "s.name, c.cid"))
                .map(row -> new Column(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, Integer.class) == 1,
                        row.get(4, String.class),
                        row.get(5, Integer.class),
                        row.get(6, Integer.class)));
    }

    /** By table, index and place. */
    static List<IndexTerm> indexTerms(DSLContext sql) {
        return sql.fetch("select s.name, i.name, i.\"unique\", i.partial, i.origin, coalesce(x.name, ''), x.\"desc\", x.coll"
                        + OF_TABLES
                                .formatted(
                                        "pragma_index_list(s.name, 'main') i, pragma_index_xinfo(i.name, 'main') x",
                                        "s.name, i.name, x.seqno")
                                .replace(" where ", " where x.key = 1 and "))
                .map(row -> new IndexTerm(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, Integer.class) == 1,
                        row.get(3, Integer.class) == 1,
                        row.get(4, String.class),
                        row.get(5, String.class),
                        row.get(6, Integer.class) == 1,
                        row.get(7, String.class)));
    }

    /** By table, then by key, the one that was written last first, then by place. */
    static List<Reference> references(DSLContext sql) {
        return sql.fetch("select s.name, f.id, f.\"table\", f.\"from\", coalesce(f.\"to\", ''), f.on_update, f.on_delete"
                        + OF_TABLES.formatted("pragma_foreign_key_list(s.name, 'main') f", "s.name, f.id, f.seq"))
                .map(row -> new Reference(
                        row.get(0, String.class),
                        row.get(1, Integer.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, String.class),
                        row.get(5, String.class),
                        row.get(6, String.class)));
    }

    /** Keyed by schema and table: folded names of its columns. */
    static Map<List<String>, List<String>> columns(DSLContext sql) {
        var columns = new LinkedHashMap<List<String>, List<String>>();
        allColumns(sql)
                .forEach(column -> columns.computeIfAbsent(
                                List.of(SCHEMA, SqliteText.fold(column.table())), _ -> new ArrayList<>())
                        .add(SqliteText.fold(column.name())));
        return columns;
    }
}
