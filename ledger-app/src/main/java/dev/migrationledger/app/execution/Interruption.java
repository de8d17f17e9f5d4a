package dev.migrationledger.app.execution;

import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A person's wish to stop, seen by every run that was given it: what runs is cancelled, nothing new is begun. */
public final class Interruption {
    private final CountDownLatch wish = new CountDownLatch(1);
    private final Set<TargetSession> sessions = ConcurrentHashMap.newKeySet();

    /** From any thread; returns at once. */
    public void request() {
        wish.countDown();
        sessions.forEach(TargetSession::cancel);
    }

    public boolean requested() {
        return wish.getCount() == 0;
    }

    void watch(TargetSession session) {
        sessions.add(session);
    }

    void forget(TargetSession session) {
        sessions.remove(session);
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
