package dev.migrationledger.app.target.sqlite;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Interrupts what a statement runs after a while: the driver's own time limit is one for locks. */
final class TimeLimit implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Future<?> end;
    private volatile boolean struck;

    /** @param limit zero: none */
    TimeLimit(Duration limit, Statement statement) {
        this.end = limit.isZero()
                ? java.util.concurrent.CompletableFuture.completedFuture(true)
                : TIMER.schedule(() -> strike(statement), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void strike(Statement statement) {
        struck = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            // Nothing runs any more: then nothing is to be ended.
            struck = false;
        }
    }

    boolean hasStruck() {
        return struck;
    }

    @Override
    public void close() {
        end.cancel(false);
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("sqlite-limit-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
