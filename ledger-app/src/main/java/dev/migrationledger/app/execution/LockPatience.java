package dev.migrationledger.app.execution;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.target.StatementFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tries again after lock timeouts, and after nothing else: a short timeout, then a pause without a transaction, lets
 * through those who queue behind a waiting schema change. Each turn that failed is told before the pause.
 */
final class LockPatience {
    /** With the default lock timeout about a quarter of a minute in all. */
    private static final int TURNS = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final RunListener listener;
    private final Failures failures;
    private final Interruption interruption;

    LockPatience(RunListener listener, Failures failures, Interruption interruption) {
        this.listener = listener;
        this.failures = failures;
        this.interruption = interruption;
    }

    /**
     * @param work   may be begun anew after {@code undo}
     * @param undo   ends what the failed turn left open
     * @throws Stopped as the work does, when it is no lock timeout or the last turn
     */
    <T> T with(Revision revision, Supplier<T> work, Runnable undo) {
        var pause = FIRST_PAUSE;
        for (var turn = 1; ; turn++, pause = pause.multipliedBy(2)) {
            try {
                return typed(revision, work);
            } catch (Stopped stop) {
                if (turn == TURNS || !stop.isLockTimeout()) {
                    throw stop;
                }
                undo.run();
                listener.blocked(revision, turn, stop.failure().orElseThrow(), pause);
            }
            if (!interruption.pause(pause)) {
                throw failures.interruptedBefore("revision " + revision.id() + " was done");
            }
        }
    }

    private <T> T typed(Revision revision, Supplier<T> work) {
        try {
            return work.get();
        } catch (StatementFailed failed) {
            throw failures.stop(Optional.of(revision), Optional.empty(), failed.failure());
        }
    }
}
