package dev.migrationledger.app.detection;

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
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Rows that revisions wrote, for telling later whether a revision is in. A row counts when a key finds it again that
 * nothing generates; columns that are another value on every run are left out. Rows known from earlier revisions are
 * looked at again when a revision writes to their table, and when another table or an emptied one has its name.
 */
final class WrittenRows {
    private static final int MOST = 50;

    private final Map<String, Row> known;
    /** Tables all of whose rows are known: in others, what an update finds may have been there before. By oid. */
    private final Set<Integer> whole;
    /** Keyed by schema and name: tables after the last revision, and those that had a name before it went. */
    private final Map<String, KeyedTable.Place> places;

    WrittenRows() {
        this(Map.of(), Set.of(), Map.of());
    }

    private WrittenRows(Map<String, Row> known, Set<Integer> whole, Map<String, KeyedTable.Place> places) {
        this.known = new HashMap<>(known);
        this.whole = new HashSet<>(whole);
        this.places = new HashMap<>(places);
    }

    /** For a copy of the database. */
    WrittenRows copy() {
        return new WrittenRows(known, whole, places);
    }

    /**
     * For a transaction of somebody else, before it commits: its id, then table by table the oid, schema, name and how
     * many rows were updated. The server may count in what this session did a moment before.
     */
    static final String TOUCHED = "select pg_catalog.txid_current(), relid, schemaname, relname, n_tup_upd"
            + " from pg_catalog.pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0"
            + " order by schemaname, relname";

    /** A table that a transaction wrote to. */
    private record Touched(int oid, String schema, String table, boolean onlyInserts, Condition mine) {}

    /** What a transaction that has committed did to rows. @param touched the answer to {@link #TOUCHED} */
    List<Delta.RowChange> byCommitted(DSLContext sql, List<List<String>> touched) {
        return changes(sql, touched.stream()
                .map(table -> new Touched(
                        Integer.parseUnsignedInt(table.get(1)),
                        table.get(2),
                        table.get(3),
                        table.get(4).equals("0"),
                        DSL.condition("xmin::text = ({0} % 4294967296)::text", DSL.inline(Long.parseLong(table.get(0))))))
                .toList());
    }

    /** What the open transaction did to rows; to be called before it commits. */
    List<Delta.RowChange> byThisTransaction(DSLContext sql) {
        var mine = DSL.condition("xmin::text = (pg_catalog.txid_current() % 4294967296)::text");
        var t = PG_STAT_XACT_USER_TABLES;
        return changes(sql, sql.select(t.RELID, t.SCHEMANAME, t.RELNAME, t.N_TUP_UPD)
                .from(t)
                .where(t.N_TUP_INS.plus(t.N_TUP_UPD).plus(t.N_TUP_DEL).gt(0L))
                .orderBy(t.SCHEMANAME, t.RELNAME)
                .fetch(row -> new Touched(
                        (int) (long) row.get(t.RELID), row.get(t.SCHEMANAME), row.get(t.RELNAME), row.get(t.N_TUP_UPD) == 0, mine)));
    }

    /** What became of known rows while something ran that is not one transaction; what it wrote besides is not told. */
    List<Delta.RowChange> bySeveralTransactions(DSLContext sql) {
        var changes = new ArrayList<Delta.RowChange>();
        var now = KeyedTable.places(sql);
        now.forEach((name, place) -> again(sql, name, place.oid(), changes));
        whole.clear();
        places.putAll(now);
        return List.copyOf(changes);
    }

    private List<Delta.RowChange> changes(DSLContext sql, List<Touched> touched) {
        var changes = new ArrayList<Delta.RowChange>();
        var now = KeyedTable.places(sql);
        recognise(now);
        var written = touched.stream().map(Touched::oid).collect(Collectors.toSet());
        now.forEach((name, place) -> {
            if (written.contains(place.oid()) || !place.equals(places.get(name))) {
                again(sql, name, place.oid(), changes);
            }
        });
        places.putAll(now);
        touched.forEach(table -> fresh(sql, table, changes));
        return List.copyOf(changes);
    }

    /** All rows of a new table are known: there are none yet. Under another name they would be others. */
    private void recognise(Map<String, KeyedTable.Place> now) {
        var names = new HashMap<Integer, String>();
        places.forEach((name, place) -> names.put(place.oid(), name));
        now.forEach((name, place) -> {
            var before = names.get(place.oid());
            if (before == null) {
                whole.add(place.oid());
            } else if (!before.equals(name)) {
                whole.remove(place.oid());
            }
        });
    }

    private void again(DSLContext sql, String name, int oid, List<Delta.RowChange> changes) {
        var rows = knownOf(name);
        if (rows.isEmpty()) {
            return;
        }
        var table = KeyedTable.of(sql, oid, rows.getFirst().schema(), rows.getFirst().table());
        for (var row : rows) {
            if (!table.columns().containsAll(row.key().keySet())) {
                continue;
            }
            var now = table.find(sql, row);
            if (now.isEmpty()) {
                changes.add(new Delta.RowChange(Optional.of(row), now));
                known.remove(row.name());
            } else if (differs(row, now.get())) {
                changes.add(new Delta.RowChange(Optional.of(row), now));
                known.put(row.name(), now.get());
            }
        }
    }

    private List<Row> knownOf(String table) {
        return known.values().stream()
                .filter(row -> table.equals(row.schema() + "." + row.table()))
                .toList();
    }

    /** A column added since is a change only when the row was written, which the new content then shows. */
    static boolean differs(Row before, Row now) {
        return now.content().entrySet().stream()
                .anyMatch(e -> before.content().containsKey(e.getKey())
                        ? !e.getValue().equals(before.content().get(e.getKey()))
                        : !e.getValue().isEmpty());
    }

    private void fresh(DSLContext sql, Touched touched, List<Delta.RowChange> changes) {
        var most = MOST - changes.size();
        var table = KeyedTable.of(sql, touched.oid(), touched.schema(), touched.table());
        if (!table.hasKey() || most <= 0 || !(touched.onlyInserts() || whole.contains(touched.oid()))) {
            whole.remove(touched.oid());
            return;
        }
        var rows = table.select(sql, touched.mine(), most + 1);
        for (var row : rows.subList(0, Math.min(most, rows.size()))) {
            if (known.putIfAbsent(row.name(), row) == null) {
                changes.add(new Delta.RowChange(Optional.empty(), Optional.of(row)));
            }
        }
        var all = knownOf(touched.schema() + "." + touched.table()).size();
        if (table.select(sql, DSL.noCondition(), all + 1).size() > all) {
            whole.remove(touched.oid());
        }
    }
}
