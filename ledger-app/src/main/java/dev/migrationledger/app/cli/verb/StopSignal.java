package dev.migrationledger.app.cli.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and the like, while it is open: what runs is asked to end, and the process lives on until it has, so that the
 * target is rolled back, the history knows, and the person is told. Whoever cannot end in time is left to the next run.
 */
final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Runnable> asked = new ArrayList<>();
    private final Thread hook = new Thread(this::stop, "stop-signal");
    private boolean stopping;

    StopSignal() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already
            stopping = true;
        }
    }

    /** @param end asks something to end, and returns at once; runs now when the signal came before */
    void asks(Runnable end) {
        synchronized (asked) {
            asked.add(end);
            if (stopping) {
                end.run();
            }
        }
    }

    private void stop() {
        synchronized (asked) {
            stopping = true;
            asked.forEach(Runnable::run);
        }
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook runs, and sees the end
        }
    }
}
