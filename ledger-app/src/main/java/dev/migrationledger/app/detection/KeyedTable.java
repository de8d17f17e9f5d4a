package dev.migrationledger.app.detection;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRDEF;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_INDEX;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.core.schema.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * A PostgreSQL table as rows are found in it.
 *
 * @param columns all of them
 * @param steady  those that are the same on every run: no clock, sequence or chance fills them
 * @param key     columns of a key that finds a row again on another server; empty when it has none
 */
record KeyedTable(String schema, String table, List<String> columns, List<String> steady, List<String> key) {
    private static final Pattern VOLATILE = Pattern.compile(
            "nextval\\(|now\\(\\)|current_|localtime|_timestamp\\(|timeofday\\(|uuid|random|txid_|pg_current_", Pattern.CASE_INSENSITIVE);

    /** Where a table's rows are: another oid is another table, another file was emptied or written anew. */
    record Place(int oid, long file) {}

    /** Keyed by schema and name, with a dot between: every table that is not the server's own. */
    static Map<String, Place> places(DSLContext sql) {
        var places = new HashMap<String, Place>();
        var c = PG_CLASS;
        var oid = DSL.field("{0}::int8", Long.class, c.OID);
        var file = DSL.field("{0}::int8", Long.class, c.RELFILENODE);
        sql.select(PG_NAMESPACE.NSPNAME, c.RELNAME, oid, file)
                .from(c)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(c.RELNAMESPACE))
                .where(c.RELKIND.in("r", "p"))
                .and(PG_NAMESPACE.NSPNAME.notLike("pg\\_%", '\\'))
                .and(PG_NAMESPACE.NSPNAME.ne("information_schema"))
                .forEach(row -> places.put(
                        row.value1() + "." + row.value2(), new Place((int) (long) row.get(oid), row.get(file))));
        return places;
    }

    static KeyedTable of(DSLContext sql, int oid, String schema, String table) {
        var a = PG_ATTRIBUTE;
        var columns = new TreeMap<Integer, String>();
        var steady = new HashSet<Integer>();
        var required = new HashSet<Integer>();
        sql.select(a.ATTNUM, a.ATTNAME, a.ATTIDENTITY, a.ATTNOTNULL, DSL.field(
                                "pg_catalog.pg_get_expr({0}, {1})", String.class, PG_ATTRDEF.ADBIN, PG_ATTRDEF.ADRELID)
                        .as("default_text"))
                .from(a)
                .leftJoin(PG_ATTRDEF)
                .on(PG_ATTRDEF.ADRELID.eq(a.ATTRELID).and(PG_ATTRDEF.ADNUM.eq(a.ATTNUM)))
                .where(DSL.condition("{0} = {1}", a.ATTRELID, DSL.inline(oid)))
                .and(a.ATTNUM.gt((short) 0))
                .and(DSL.not(a.ATTISDROPPED))
                .forEach(row -> {
                    int number = row.get(a.ATTNUM);
                    columns.put(number, row.get(a.ATTNAME));
                    var preset = row.get("default_text", String.class);
                    if (row.get(a.ATTIDENTITY).isBlank() && (preset == null || !VOLATILE.matcher(preset).find())) {
                        steady.add(number);
                    }
                    if (row.get(a.ATTNOTNULL)) {
                        required.add(number);
                    }
                });
        var key = keys(sql, oid).stream()
                .filter(numbers -> steady.containsAll(numbers) && required.containsAll(numbers))
                .findFirst()
                .orElse(List.of());
        return new KeyedTable(
                schema,
                table,
                List.copyOf(columns.values()),
                columns.keySet().stream().filter(steady::contains).map(columns::get).toList(),
                key.stream().map(columns::get).toList());
    }

    /** Column numbers of unique indexes without expression or condition, the primary key first. */
    private static List<List<Integer>> keys(DSLContext sql, int oid) {
        var columns = DSL.field("{0}::text", String.class, PG_INDEX.INDKEY).as("columns");
        return sql.select(columns)
                .from(PG_INDEX)
                .where(DSL.condition("{0} = {1}", PG_INDEX.INDRELID, DSL.inline(oid)))
                .and(PG_INDEX.INDISUNIQUE)
                .and(PG_INDEX.INDISVALID)
                .and(PG_INDEX.INDPRED.isNull())
                .and(PG_INDEX.INDEXPRS.isNull())
                .orderBy(PG_INDEX.INDISPRIMARY.desc(), columns)
                .fetch(row -> List.of(row.get(columns).split(" ")).stream()
                        .map(Integer::valueOf)
                        .toList());
    }

    boolean hasKey() {
        return !key.isEmpty();
    }

    /** A row known by a key, as it is now; by a key that is another now, only whether it is there. */
    Optional<Row> find(DSLContext sql, Row row) {
        var by = List.copyOf(row.key().keySet());
        var content = Set.copyOf(key).equals(Set.copyOf(by))
                ? contentBeside(by)
                : row.content().keySet().stream().filter(columns::contains).toList();
        var which = DSL.and(row.key().entrySet().stream().map(e -> text(e.getKey()).eq(e.getValue())).toList());
        return select(sql, by, content, which, 1).stream().findFirst();
    }

    /** Sorted by key. @param most how many at the most */
    List<Row> select(DSLContext sql, Condition which, int most) {
        return select(sql, key, contentBeside(key), which, most);
    }

    private List<String> contentBeside(List<String> by) {
        return steady.stream().filter(column -> !by.contains(column)).toList();
    }

    private List<Row> select(DSLContext sql, List<String> by, List<String> content, Condition which, int most) {
        var fields = Stream.of(by, content).flatMap(List::stream).map(c -> text(c).as(c)).toList();
        return sql.select(fields)
                .from(DSL.table(DSL.name(schema, table)))
                .where(which)
                .orderBy(by.stream().map(KeyedTable::text).toList())
                .limit(most)
                .fetch(values -> row(by, content, values));
    }

    private Row row(List<String> by, List<String> content, Record values) {
        var found = new TreeMap<String, String>();
        by.forEach(column -> found.put(column, values.get(column, String.class)));
        var beside = new TreeMap<String, String>();
        for (var column : content) {
            var value = values.get(column, String.class);
            if (value != null) {
                beside.put(column, value);
            }
        }
        return new Row(schema, table, found, beside);
    }

    private static Field<String> text(String column) {
        return DSL.field("{0}::text", String.class, DSL.name(column));
    }
}
