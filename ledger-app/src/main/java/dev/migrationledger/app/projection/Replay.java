package dev.migrationledger.app.projection;

import static dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoreProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Rebuilds the projection from the events beside the live one, compares the two, and puts the new one in its place. */
public final class Replay {
    private static final int PAGE = 5_000;
    private static final Name BESIDE = DSL.name("database_state_replay");

    private final DSLContext sql;
    private final EventLog log;
    private final Fold fold;
    private final Databases databases;

    public Replay(DSLContext sql, EventLog log, EventCodec codec, Databases databases) {
        this.sql = sql;
        this.log = log;
        this.fold = new Fold(codec);
        this.databases = databases;
    }

    /**
     * @param events      folded
     * @param nanos       taken by reading and folding them
     * @param differences between the live projection and the events, sorted; empty when all is well
     */
    public record Outcome(long events, int databases, long nanos, List<String> differences) {
        public double eventsPerSecond() {
            return nanos == 0 ? 0 : events * 1e9 / nanos;
        }
    }

    /** Writers go on meanwhile; only the comparison and the switch keep the projection still. */
    public Outcome run() {
        try {
            databases.catchUp();
            long start = System.nanoTime();
            var rows = new TreeMap<String, DatabaseRow>();
            long reached = fold(rows, 0);
            long nanos = System.nanoTime() - start;
            return sql.transactionResult(tx -> {
                var dsl = tx.dsl();
                long live = Databases.lock(dsl);
                long events = fold(rows, reached, live);
                build(dsl, rows);
                var differences = differences(dsl);
                replace(dsl);
                Databases.moveTo(dsl, events);
                return new Outcome(events, rows.size(), nanos, differences);
            });
        } catch (DataAccessException e) {
            throw StoreProblems.failed("replaying", e);
        }
    }

    private long fold(Map<String, DatabaseRow> rows, long from) {
        return fold(rows, from, log.head());
    }

    private long fold(Map<String, DatabaseRow> rows, long from, long to) {
        long position = from;
        while (position < to) {
            var page = log.after(position, PAGE);
            for (var stored : page) {
                if (stored.position() <= to) {
                    fold.apply(rows, stored);
                    position = stored.position();
                }
            }
        }
        return position;
    }

    private static void build(DSLContext dsl, Map<String, DatabaseRow> rows) {
        dsl.dropTableIfExists(qualified()).execute();
        dsl.execute("create table {0} (like {1} including all)", DSL.table(qualified()), DATABASE_STATE);
        DatabaseTable.named(BESIDE).save(dsl, rows.values());
    }

    private static List<String> differences(DSLContext dsl) {
        var live = byId(DatabaseTable.live().all(dsl));
        var replayed = byId(DatabaseTable.named(BESIDE).all(dsl));
        var ids = new TreeSet<>(live.keySet());
        ids.addAll(replayed.keySet());
        var differences = new ArrayList<String>();
        for (var id : ids) {
            @Nullable DatabaseRow mine = live.get(id);
            @Nullable DatabaseRow theirs = replayed.get(id);
            if (mine == null || theirs == null) {
                differences.add(id + (mine == null ? ": missing in the live projection" : ": not in the events"));
            } else if (!mine.equals(theirs)) {
                differences.add(id + ": the live projection differs from the events");
            }
        }
        return differences;
    }

    private static Map<String, DatabaseRow> byId(List<DatabaseRow> rows) {
        var byId = new TreeMap<String, DatabaseRow>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }

    private static Name qualified() {
        return DSL.name(DATABASE_STATE.getSchema().getName(), BESIDE.last());
    }

    private static void replace(DSLContext dsl) {
        dsl.dropTable(DATABASE_STATE).execute();
        dsl.alterTable(qualified()).renameTo(DSL.name(DATABASE_STATE.getName())).execute();
    }
}
