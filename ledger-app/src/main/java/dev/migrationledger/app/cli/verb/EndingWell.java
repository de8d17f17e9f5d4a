package dev.migrationledger.app.cli.verb;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end well when the process is told to end (Ctrl-C, SIGTERM): what runs is asked to stop, and the process
 * lives on until that is rolled back, recorded and shown, but not for longer than people wait before they kill it.
 */
final class EndingWell implements AutoCloseable {
    private static final long SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::told);
    private Runnable interrupt = () -> {};
    private boolean told;

    EndingWell() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException _) {
            told = true;
        }
    }

    /** @param asking asks what runs to stop; returns at once. Runs now when the process was told before */
    synchronized void by(Runnable asking) {
        interrupt = asking;
        if (told) {
            asking.run();
        }
    }

    private synchronized void ask() {
        told = true;
        interrupt.run();
    }

    private void told() {
        ask();
        try {
            ended.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending already, and the hook goes on
        }
    }
}
