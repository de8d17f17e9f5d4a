package dev.migrationledger.app.projection;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoreProblems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Rebuilds the projection from the events beside the live one, compares the two, and puts the new one in its place. A
 * replay that dies on the way leaves the live projection as it is.
 */
public final class Replay {
    private static final int PAGE = 5_000;
    private static final int TOGETHER = 500;

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
     * @param differences between the live projection and the events, by database; empty when all is well
     */
    public record Outcome(long events, int databases, long nanos, List<Difference> differences) {
        public Outcome {
            differences = List.copyOf(differences);
        }

        public double eventsPerSecond() {
            return nanos == 0 ? 0 : events * 1e9 / nanos;
        }
    }

    public Outcome run() {
        return run(_ -> {});
    }

    /**
     * Writers and readers go on meanwhile. Only the last step keeps the projection still: it folds what came since, compares
     * and switches, in one transaction.
     *
     * @param folded hears how many events more are folded
     * @throws dev.migrationledger.core.problem.LedgerException LDG846 when the log has not all the events that it counts
     */
    public Outcome run(LongConsumer folded) {
        try {
            long to = databases.catchUp();
            long start = System.nanoTime();
            var rows = new TreeMap<String, DatabaseRow>();
            fold(rows, 0, to, folded);
            long nanos = System.nanoTime() - start;
            return beside(rows, to, nanos);
        } catch (DataAccessException e) {
            throw StoreProblems.failed("replaying", e);
        }
    }

    private Outcome beside(Map<String, DatabaseRow> rows, long reached, long nanos) {
        var beside = ReplayedTable.begin(sql);
        try {
            var all = List.copyOf(rows.values());
            for (int from = 0; from < all.size(); from += TOGETHER) {
                beside.save(sql, all.subList(from, Math.min(all.size(), from + TOGETHER)));
            }
            return sql.transactionResult(tx -> {
                var dsl = tx.dsl();
                long live = Databases.lock(dsl);
                var since = new LinkedHashMap<String, DatabaseRow>();
                fold(rows, since, reached, live);
                beside.save(dsl, since.values());
                var differences = beside.differences(dsl);
                beside.replaceLive(dsl);
                Databases.moveTo(dsl, live);
                return new Outcome(live, rows.size(), nanos, differences);
            });
        } finally {
            beside.remove(sql);
        }
    }

    /** @param changed takes the rows that changed */
    private void fold(Map<String, DatabaseRow> rows, Map<String, DatabaseRow> changed, long from, long to) {
        fold.each(log, from, to, PAGE, page -> {
            fold.apply(rows, page);
            page.stream().flatMap(event -> Fold.databaseOf(event).stream()).forEach(id -> changed.put(id, rows.get(id)));
        });
    }

    private void fold(Map<String, DatabaseRow> rows, long from, long to, LongConsumer folded) {
        fold.each(log, from, to, PAGE, page -> {
            fold.apply(rows, page);
            folded.accept(page.size());
        });
    }
}
