package dev.migrationledger.app.detection;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRDEF;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_INDEX;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_STAT_XACT_USER_TABLES;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.schema.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Rows that revisions wrote, for telling later whether a revision is in. A row counts when a key finds it again that
 * nothing generates; columns that are another value on every run are left out. Rows known from earlier revisions are
 * looked at again when a revision writes to their table.
 */
final class WrittenRows {
    private static final int MOST = 50;
    private static final Pattern VOLATILE = Pattern.compile(
            "nextval\\(|now\\(\\)|current_|localtime|_timestamp\\(|timeofday\\(|uuid|random|txid_|pg_current_", Pattern.CASE_INSENSITIVE);

    private final Map<String, Row> known;
    /** Tables with rows that are not known: what an update finds there may have been there before. */
    private final Set<String> incomplete;

    WrittenRows() {
        this(Map.of(), Set.of());
    }

    private WrittenRows(Map<String, Row> known, Set<String> incomplete) {
        this.known = new HashMap<>(known);
        this.incomplete = new HashSet<>(incomplete);
    }

    /** For a copy of the database. */
    WrittenRows copy() {
        return new WrittenRows(known, incomplete);
    }

    /** @param key columns of the key; @param content further columns that are the same on every run */
    private record Shape(int oid, String schema, String table, List<String> key, List<String> content) {}

    /**
     * For a transaction of somebody else, before it commits: its id, then table by table the oid, schema, name and how
     * many rows were updated.
     */
    static final String TOUCHED = "select pg_catalog.txid_current(), relid, schemaname, relname, n_tup_upd"
            + " from pg_catalog.pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0"
            + " order by schemaname, relname";

    /** What a transaction that has committed did to rows. @param touched the answer to {@link #TOUCHED} */
    List<Delta.RowChange> byCommitted(DSLContext sql, List<List<String>> touched) {
        var changes = new ArrayList<Delta.RowChange>();
        for (var table : touched) {
            var mine = DSL.condition("xmin::text = ({0} % 4294967296)::text", DSL.inline(Long.parseLong(table.get(0))));
            take(sql, Integer.parseUnsignedInt(table.get(1)), table.get(2), table.get(3), table.get(4).equals("0"), mine, changes);
        }
        return List.copyOf(changes);
    }

    private void take(
            DSLContext sql,
            int oid,
            String schema,
            String table,
            boolean onlyInserts,
            Condition mine,
            List<Delta.RowChange> changes) {
        shape(sql, oid, schema, table).ifPresent(shape -> {
            again(sql, shape, changes);
            fresh(sql, shape, onlyInserts, mine, changes, MOST - changes.size());
        });
    }

    /** What the open transaction did to rows; to be called before it commits. */
    List<Delta.RowChange> byThisTransaction(DSLContext sql) {
        var changes = new ArrayList<Delta.RowChange>();
        var mine = DSL.condition("xmin::text = (pg_catalog.txid_current() % 4294967296)::text");
        var t = PG_STAT_XACT_USER_TABLES;
        var touched = sql.select(t.RELID, t.SCHEMANAME, t.RELNAME, t.N_TUP_INS, t.N_TUP_UPD, t.N_TUP_DEL)
                .from(t)
                .where(t.N_TUP_INS.plus(t.N_TUP_UPD).plus(t.N_TUP_DEL).gt(0L))
                .orderBy(t.SCHEMANAME, t.RELNAME)
                .fetch();
        for (var table : touched) {
            take(sql, (int) (long) table.get(t.RELID), table.get(t.SCHEMANAME), table.get(t.RELNAME),
                    table.get(t.N_TUP_UPD) == 0, mine, changes);
        }
        return List.copyOf(changes);
    }

    private void again(DSLContext sql, Shape shape, List<Delta.RowChange> changes) {
        for (var row : List.copyOf(known.values())) {
            if (!row.schema().equals(shape.schema())
                    || !row.table().equals(shape.table())
                    || !row.key().keySet().equals(Set.copyOf(shape.key()))) {
                continue;
            }
            var now = select(sql, shape, key(row), 1).stream().findFirst();
            if (now.isEmpty()) {
                changes.add(new Delta.RowChange(Optional.of(row), now));
                known.remove(row.name());
            } else if (differs(row, now.get())) {
                changes.add(new Delta.RowChange(Optional.of(row), now));
                known.put(row.name(), now.get());
            }
        }
    }

    /** A column added since is a change only when the row was written, which the new content then shows. */
    static boolean differs(Row before, Row now) {
        return now.content().entrySet().stream()
                .anyMatch(e -> before.content().containsKey(e.getKey())
                        ? !e.getValue().equals(before.content().get(e.getKey()))
                        : !e.getValue().isEmpty());
    }

    private void fresh(
            DSLContext sql, Shape shape, boolean onlyInserts, Condition mine, List<Delta.RowChange> changes, int most) {
        var table = shape.schema() + "." + shape.table();
        if (most <= 0 || (!onlyInserts && incomplete.contains(table))) {
            incomplete.add(table);
            return;
        }
        var rows = select(sql, shape, mine, most + 1);
        if (rows.size() > most) {
            incomplete.add(table);
        }
        for (var row : rows.subList(0, Math.min(most, rows.size()))) {
            if (known.putIfAbsent(row.name(), row) == null) {
                changes.add(new Delta.RowChange(Optional.empty(), Optional.of(row)));
            }
        }
    }

    private static Condition key(Row row) {
        return DSL.and(row.key().entrySet().stream()
                .map(e -> text(e.getKey()).eq(e.getValue()))
                .toList());
    }

    private static Field<String> text(String column) {
        return DSL.field("{0}::text", String.class, DSL.name(column));
    }

    private static List<Row> select(DSLContext sql, Shape shape, Condition which, int most) {
        var columns = new ArrayList<Field<String>>();
        shape.key().forEach(c -> columns.add(text(c).as(c)));
        shape.content().forEach(c -> columns.add(text(c).as(c)));
        return sql.select(columns)
                .from(DSL.table(DSL.name(shape.schema(), shape.table())))
                .where(which)
                .orderBy(shape.key().stream().map(WrittenRows::text).toList())
                .limit(most)
                .fetch(row -> row(shape, row));
    }

    private static Row row(Shape shape, Record values) {
        var key = new TreeMap<String, String>();
        shape.key().forEach(column -> key.put(column, values.get(column, String.class)));
        var content = new TreeMap<String, String>();
        for (var column : shape.content()) {
            var value = values.get(column, String.class);
            if (value != null) {
                content.put(column, value);
            }
        }
        return new Row(shape.schema(), shape.table(), key, content);
    }

    /** Empty when the table has no key that finds a row again on another server. */
    private static Optional<Shape> shape(DSLContext sql, int oid, String schema, String table) {
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
        return keys(sql, oid).stream()
                .filter(key -> steady.containsAll(key) && required.containsAll(key))
                .findFirst()
                .map(key -> new Shape(
                        oid,
                        schema,
                        table,
                        key.stream().map(columns::get).toList(),
                        columns.keySet().stream()
                                .filter(n -> steady.contains(n) && !key.contains(n))
                                .map(columns::get)
                                .toList()));
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
}
