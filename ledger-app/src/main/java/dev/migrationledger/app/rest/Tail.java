package dev.migrationledger.app.rest;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Lets any number of readers wait for the next event while the store is asked once. */
final class Tail implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final LongSupplier head;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long known;
    private long lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();
    private boolean looking;
    private volatile boolean closed;

    /** @param head asks the store for the newest position */
    Tail(LongSupplier head) {
        this.head = head;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns when there is an event after the position, when the time is over, or when it is closed. */
    void await(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (!closed && known <= position && System.nanoTime() < deadline) {
                long left = deadline - System.nanoTime();
                long due = lookedAt + BETWEEN_LOOKS.toNanos() - System.nanoTime();
                if (looking) {
                    changed.awaitNanos(left);
                } else if (due > 0) {
                    changed.awaitNanos(Math.min(due, left));
                } else {
                    look();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** One reader asks for all; the others wait for it without the lock. */
    private void look() {
        looking = true;
        lock.unlock();
        long seen = 0;
        try {
            seen = head.getAsLong();
        } finally {
            lock.lock();
            looking = false;
            lookedAt = System.nanoTime();
            known = Math.max(known, seen);
            changed.signalAll();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
