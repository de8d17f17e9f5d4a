package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_STAT_ACTIVITY;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Looks, while a statement runs long, who it waits for: once the lock timeout has struck nobody can tell any more.
 * Opens a second connection only then.
 */
final class LockWatch implements AutoCloseable {
    private final TargetAddress address;
    private final int session;
    private final Duration patience;
    private final ScheduledThreadPoolExecutor timer;
    private volatile List<LockHolder> seen = List.of();

    /** @param lockTimeout zero: there is none, and nothing is watched */
    LockWatch(TargetAddress address, int session, Duration lockTimeout) {
        this.address = address;
        this.session = session;
        this.patience = lockTimeout.dividedBy(3);
        this.timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("lock-watch-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** What the last watched statement waited for. */
    List<LockHolder> seen() {
        return seen;
    }

    <T> T during(ServerFailures.Work<T> statement) throws SQLException {
        seen = List.of();
        if (patience.isZero()) {
            return statement.run();
        }
        ScheduledFuture<?> watch = timer.scheduleWithFixedDelay(
                this::look, patience.toMillis(), Math.max(50, patience.toMillis() / 2), TimeUnit.MILLISECONDS);
        try {
            return statement.run();
        } finally {
            watch.cancel(false);
        }
    }

    private void look() {
        try (var connection = PostgresConnections.open(address, ConnectOptions.LOOKING)) {
            var found = holders(
                    DSL.using(connection, SQLDialect.POSTGRES),
                    DSL.condition("{0} = any (pg_catalog.pg_blocking_pids({1}))", PG_STAT_ACTIVITY.PID, DSL.val(session)));
            if (!found.isEmpty()) {
                seen = found;
            }
        } catch (SQLException | LedgerException | DataAccessException e) {
            // The name of the holder is a courtesy: without it the lock timeout is reported all the same.
            seen = List.copyOf(seen);
        }
    }

    /** Sessions, longest at work first. */
    static List<LockHolder> holders(DSLContext sql, Condition which) {
        var age = DSL.field(
                "cast(extract(epoch from pg_catalog.clock_timestamp() - coalesce({0}, {1}, pg_catalog.clock_timestamp())) as bigint)",
                Long.class,
                PG_STAT_ACTIVITY.XACT_START,
                PG_STAT_ACTIVITY.QUERY_START);
        return sql
                .select(
                        PG_STAT_ACTIVITY.PID,
                        PG_STAT_ACTIVITY.APPLICATION_NAME,
                        PG_STAT_ACTIVITY.USENAME,
                        PG_STAT_ACTIVITY.STATE,
                        age)
                .from(PG_STAT_ACTIVITY)
                .where(which)
                .orderBy(age.desc())
                .fetch(row -> new LockHolder(
                        String.valueOf(row.value1()),
                        row.value2() == null ? "" : row.value2(),
                        row.value3() == null ? "" : row.value3(),
                        row.value4() == null ? "" : row.value4(),
                        Duration.ofSeconds(row.value5() == null ? 0 : row.value5())));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
