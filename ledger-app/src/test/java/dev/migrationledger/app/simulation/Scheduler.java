package dev.migrationledger.app.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/**
 * Lets exactly one of several threads run, and says at each step which one that is and what time it is. Time passes only
 * here: a little with every step, and as far as the next thing that is due when everybody waits.
 */
final class Scheduler {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_STEPS = 10_000;

    private final Dice dice;
    private final List<Task> tasks = new ArrayList<>();
    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::number));
    private final Semaphore ended = new Semaphore(0);
    private Optional<Throwable> broken = Optional.empty();
    private Task current = new Task(() -> {});
    private long now;
    private long step;
    private long numbers;

    Scheduler(Dice dice) {
        this.dice = dice;
    }

    /** Something that happens by itself, such as a server process that goes on. */
    private record Due(long time, long number, Runnable happening) {}

    private static final class Task {
        private final Semaphore turn = new Semaphore(0);
        private final Runnable body;
        private long wakes;

        Task(Runnable body) {
            this.body = body;
        }
    }

    /** Steps without an end: somebody waits for what never comes. */
    static final class Endless extends Error {
        private static final long serialVersionUID = 1L;

        Endless() {
            super("no end after " + MOST_STEPS + " steps");
        }
    }

    /** Runs all of them to their ends. @throws Error or RuntimeException the first that one of them threw */
    void run(List<Runnable> bodies) {
        bodies.forEach(body -> tasks.add(new Task(body)));
        var started = List.copyOf(tasks);
        for (var task : started) {
            Thread.ofVirtual().start(() -> {
                task.turn.acquireUninterruptibly();
                try {
                    task.body.run();
                } catch (RuntimeException | Error e) {
                    broken = broken.or(() -> Optional.of(e));
                }
                leave(task);
            });
        }
        current = started.getFirst();
        current.turn.release();
        ended.acquireUninterruptibly();
        broken.ifPresent(Scheduler::rethrow);
    }

    private static void rethrow(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private void leave(Task task) {
        tasks.remove(task);
        if (tasks.isEmpty()) {
            ended.release();
        } else {
            current = next();
            current.turn.release();
        }
    }

    /** Where another may go on instead. */
    void step() {
        if (++step > MOST_STEPS) {
            throw new Endless();
        }
        pass(now + 1 + dice.below(3, step, 1));
        if (tasks.size() > 1 && dice.oneIn(3, step, 2)) {
            handOver();
        }
    }

    void pause(long millis) {
        if (++step > MOST_STEPS) {
            throw new Endless();
        }
        current.wakes = now + millis;
        handOver();
    }

    private void handOver() {
        var me = current;
        var chosen = next();
        if (chosen != me) {
            current = chosen;
            chosen.turn.release();
            me.turn.acquireUninterruptibly();
        }
    }

    private Task next() {
        while (true) {
            var awake = tasks.stream().filter(task -> task.wakes <= now).toList();
            if (!awake.isEmpty()) {
                return dice.one(awake, step, 3);
            }
            pass(tasks.stream().mapToLong(task -> task.wakes).min().orElseThrow());
        }
    }

    private void pass(long until) {
        for (var due = dues.peek(); due != null && due.time <= until; due = dues.peek()) {
            dues.remove();
            now = Math.max(now, due.time);
            due.happening.run();
        }
        now = Math.max(now, until);
    }

    void later(long millis, Runnable happening) {
        dues.add(new Due(now + millis, ++numbers, happening));
    }

    long now() {
        return now;
    }

    /** Counts what could go wrong and what could be interleaved. */
    long steps() {
        return step;
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return BEGINNING.plusMillis(now);
            }
        };
    }
}
