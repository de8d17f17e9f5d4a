package dev.migrationledger.app.target.rows;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.migrationledger.core.schema.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Finds rows by key, values compared as text: one query for each table and set of key columns, in portions. */
public final class RowSearch {
    private record Shape(String schema, String table, List<String> key) {}

    /** So many keys are asked for at once: SQLite takes no expression that is deeper than 1,000. */
    private static final int PORTION = 500;

    private RowSearch() {}

    /**
     * Tables and columns that are not there give no rows.
     *
     * @param columns keyed by schema and table
     * @return keyed by name, see {@link Row#name()}
     */
    public static Map<String, Row> find(
            DSLContext sql, Map<List<String>, List<String>> columns, Collection<Row> wanted) {
        var groups = new LinkedHashMap<Shape, List<Row>>();
        for (var row : wanted) {
            var shape = new Shape(row.schema(), row.table(), List.copyOf(row.key().keySet()));
            if (columns.getOrDefault(List.of(row.schema(), row.table()), List.of()).containsAll(shape.key())) {
                groups.computeIfAbsent(shape, _ -> new ArrayList<>()).add(row);
            }
        }
        var found = new LinkedHashMap<String, Row>();
        groups.forEach((shape, rows) -> {
            var there = columns.getOrDefault(List.of(shape.schema(), shape.table()), List.of());
            for (var from = 0; from < rows.size(); from += PORTION) {
                found.putAll(find(sql, shape, rows.subList(from, Math.min(rows.size(), from + PORTION)), there));
            }
        });
        return found;
    }

    private static Map<String, Row> find(DSLContext sql, Shape shape, List<Row> wanted, List<String> there) {
        var selected = new TreeSet<>(shape.key());
        wanted.forEach(row -> selected.addAll(row.content().keySet()));
        selected.retainAll(there);
        var keys = shape.key().stream().map(RowSearch::asText).toList();
        var values = wanted.stream().map(row -> values(shape, row)).toList();
        var names = new TreeMap<SortedMap<String, String>, Row>(RowSearch::compare);
        wanted.forEach(row -> names.put(row.key(), row));
        var found = new LinkedHashMap<String, Row>();
        sql.select(selected.stream().map(c -> asText(c).as(c)).toList())
                .from(DSL.table(name(shape.schema(), shape.table())))
                .where(DSL.row(keys).in(values))
                .forEach(live -> {
                    var row = names.get(pick(live, shape.key()));
                    if (row != null) {
                        var content = pick(live, row.content().keySet().stream().filter(there::contains).toList());
                        found.put(row.name(), new Row(shape.schema(), shape.table(), row.key(), content));
                    }
                });
        return found;
    }

    private static RowN values(Shape shape, Row row) {
        return DSL.row(shape.key().stream().map(c -> row.key().get(c)).toArray());
    }

    private static Field<String> asText(String column) {
        return field(name(column)).cast(SQLDataType.CLOB);
    }

    /** Columns that hold null are left out. */
    private static SortedMap<String, String> pick(Record live, Collection<String> columns) {
        var values = new TreeMap<String, String>();
        for (var column : columns) {
            var value = live.get(name(column), String.class);
            if (value != null) {
                values.put(column, value);
            }
        }
        return values;
    }

    private static int compare(SortedMap<String, String> a, SortedMap<String, String> b) {
        return a.toString().compareTo(b.toString());
    }
}
