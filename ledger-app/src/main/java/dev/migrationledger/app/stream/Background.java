package dev.migrationledger.app.stream;

import dev.migrationledger.app.execution.Interruption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that a running ledger does all the time beside answering, on a thread of its own. */
public final class Background implements AutoCloseable {
    private final String name;
    private final Interruption stop;
    private final Thread thread;
    private volatile @Nullable RuntimeException trouble;

    private Background(
            String name, Runnable turn, Interruption stop, Consumer<RuntimeException> told, Runnable atLast) {
        this.name = name;
        this.stop = stop;
        this.thread = Thread.ofPlatform().name(name).unstarted(() -> {
            try {
                Persistently.run(() -> succeed(turn), stop, failure -> fail(failure, told));
            } finally {
                atLast.run();
            }
        });
    }

    private void succeed(Runnable turn) {
        turn.run();
        trouble = null;
    }

    /** A failure that stays is told once; what waits for Kafka while it is told to end is none. */
    private void fail(RuntimeException failure, Consumer<RuntimeException> told) {
        var before = trouble;
        trouble = failure;
        boolean same = before != null && String.valueOf(before.getMessage()).equals(failure.getMessage());
        if (!same && !stop.requested()) {
            told.accept(failure);
        }
    }

    /**
     * @param turn   what is done again and again, see {@link Persistently}
     * @param told   hears of a failure once, until it is another or was over
     * @param atLast runs on the same thread when all is over
     */
    public static Background start(
            String name, Runnable turn, Interruption stop, Consumer<RuntimeException> told, Runnable atLast) {
        var background = new Background(name, turn, stop, told, atLast);
        background.thread.start();
        return background;
    }

    public String name() {
        return name;
    }

    /** Why the last turn failed; empty when it did not. */
    public Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Returns when the turn that runs is over. */
    @Override
    public void close() {
        stop.request();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
