package dev.migrationledger.app.execution;

import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A person's wish to stop, seen by every run that was given it: what runs is cancelled, nothing new is begun. */
public class Interruption {
    private final CountDownLatch wish = new CountDownLatch(1);
    private final Map<Object, Runnable> running = new ConcurrentHashMap<>();

    /** From any thread; returns at once. */
    public void request() {
        wish.countDown();
        running.values().forEach(Runnable::run);
    }

    public boolean requested() {
        return wish.getCount() == 0;
    }

    void watch(TargetSession session) {
        running.put(session, session::cancel);
    }

    void watch(MigrationTool.Session tool) {
        running.put(tool, tool::cancel);
    }

    void forget(Object watched) {
        running.remove(watched);
    }

    /** @return false when the wish came */
    public boolean pause(Duration duration) {
        try {
            return !wish.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wish.countDown();
            return false;
        }
    }
}
