package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Connections of a tool whose run is dead: the server carries on with what they were told, and may commit it. */
record ToolOrphans(TargetSession session, Failures failures) {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Until they are gone. Also after an interruption: what they did has to be known. @param patience at least that of an orphan */
    void await(Duration patience) {
        var limit = patience.compareTo(Attempt.ORPHAN) > 0 ? patience : Attempt.ORPHAN;
        for (var waited = Duration.ZERO; !session.toolAccess().areGone(); waited = waited.plus(POLL)) {
            if (waited.compareTo(limit) >= 0) {
                throw Stopped.because(new Problem(
                        "LDG731",
                        Exit.LOCKED,
                        "a connection of an earlier run's tool is still at work in database " + failures.databaseId(),
                        "let it end, or end it on the server, then run again: it goes on where it stopped"));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
