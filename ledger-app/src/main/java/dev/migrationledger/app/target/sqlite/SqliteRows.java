package dev.migrationledger.app.target.sqlite;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.migrationledger.app.target.rows.RowSearch;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SqliteText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * Rows that a key finds again that nothing generates: numbers of rows are generated, also those written out. Columns that
 * are another value on every run are left out, trackers too.
 */
public final class SqliteRows {
    private static final Pattern VOLATILE = Pattern.compile(
            "current_|random|date\\(|time\\(|julianday|unixepoch|strftime|changes\\(|last_insert_rowid", Pattern.CASE_INSENSITIVE);

    private SqliteRows() {}

    /**
     * The beginning of a table, by key.
     *
     * @param key   columns of the key, folded
     * @param rows  keyed by {@link Row#name()}
     * @param whole whether these are all
     */
    public record Content(List<String> key, Map<String, Row> rows, boolean whole) {}

    /** Keyed by folded name: every table that has a key. @param most rows of each */
    public static Map<String, Content> read(DSLContext sql, int most) {
        var columns = SqliteTables.allColumns(sql);
        var trackers = SqliteTrackers.trackers(columns).stream().map(t -> t.table()).toList();
        var indexes = SqliteTables.indexTerms(sql).stream().collect(Collectors.groupingBy(SqliteTables.IndexTerm::table));
        var contents = new LinkedHashMap<String, Content>();
        columns.stream()
                .collect(Collectors.groupingBy(SqliteTables.Column::table, LinkedHashMap::new, Collectors.toList()))
                .forEach((table, of) -> {
                    if (!trackers.contains(table) && !SqliteTables.OWN.contains(table)) {
                        key(of, indexes.getOrDefault(table, List.of()))
                                .ifPresent(key -> contents.put(
                                        SqliteText.fold(table), content(sql, SqliteText.fold(table), key, of, most)));
                    }
                });
        return contents;
    }

    /** See {@link RowSearch}. */
    public static Map<String, Row> find(DSLContext sql, Collection<Row> wanted) {
        return RowSearch.find(sql, SqliteTables.columns(sql), wanted);
    }

    private static Content content(
            DSLContext sql, String table, List<String> key, List<SqliteTables.Column> columns, int most) {
        var content = columns.stream()
                .filter(SqliteRows::isSteady)
                .map(column -> SqliteText.fold(column.name()))
                .filter(column -> !key.contains(column))
                .toList();
        var rows = new LinkedHashMap<String, Row>();
        var read = sql.select(Stream.concat(key.stream(), content.stream()).map(c -> text(c).as(c)).toList())
                .from(org.jooq.impl.DSL.table(name(SqliteTables.SCHEMA, table)))
                .orderBy(key.stream().map(c -> field(name(c))).toList())
                .limit(most + 1)
                .fetch();
        for (var values : read.subList(0, Math.min(most, read.size()))) {
            var present = new HashMap<String, String>();
            values.intoMap().forEach((column, value) -> {
                if (value != null) {
                    present.put(column, String.valueOf(value));
                }
            });
            if (present.keySet().containsAll(key)) {
                var row = new Row(SqliteTables.SCHEMA, table, pick(present, key), pick(present, content));
                rows.put(row.name(), row);
            }
        }
        return new Content(key, rows, read.size() <= most);
    }

    private static TreeMap<String, String> pick(Map<String, String> values, List<String> columns) {
        var picked = new TreeMap<>(values);
        picked.keySet().retainAll(columns);
        return picked;
    }

    private static Field<String> text(String column) {
        return field(name(column)).cast(SQLDataType.CLOB);
    }

    /** The primary key before unique ones. */
    private static Optional<List<String>> key(List<SqliteTables.Column> columns, List<SqliteTables.IndexTerm> terms) {
        var steady = columns.stream().filter(SqliteRows::isSteady).map(c -> SqliteText.fold(c.name())).toList();
        var keys = new ArrayList<List<String>>();
        keys.add(columns.stream().filter(c -> c.key() > 0).map(c -> SqliteText.fold(c.name())).toList());
        terms.stream()
                .filter(term -> term.unique() && !term.partial())
                .collect(Collectors.groupingBy(SqliteTables.IndexTerm::index, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(index -> keys.add(index.stream().map(t -> SqliteText.fold(t.name())).toList()));
        return keys.stream().filter(key -> !key.isEmpty() && steady.containsAll(key)).findFirst();
    }

    /** An INTEGER column of the primary key may number rows. */
    private static boolean isSteady(SqliteTables.Column column) {
        var numbers = column.key() > 0 && SqliteText.fold(column.type()).equals("integer");
        return !numbers && !VOLATILE.matcher(column.preset()).find();
    }
}
