package dev.migrationledger.app.simulation;

import dev.migrationledger.core.target.TargetIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One database of a server: what is committed, who is connected, and who holds which lock. */
final class SimulatedServer {
    private static final int KEPT = 4;

    private final TargetIdentity identity;
    private final boolean keepsSessionLocks;
    private final Scheduler scheduler;
    private final Oracle oracle;
    private final List<Backend> backends = new ArrayList<>();
    private final Map<String, Backend> rows = new HashMap<>();
    private final Map<SessionLock, Backend> sessionLocks = new EnumMap<>(SessionLock.class);
    private final Deque<Content> past = new ArrayDeque<>();
    private Content committed;
    private long upAgain;
    private int connections;

    enum SessionLock {
        EXECUTOR,
        OPERATION
    }

    /** @param keepsSessionLocks false behind a pooler that gives each transaction another session */
    SimulatedServer(
            TargetIdentity identity, Content content, boolean keepsSessionLocks, Scheduler scheduler, Oracle oracle) {
        this.identity = identity;
        this.keepsSessionLocks = keepsSessionLocks;
        this.committed = content;
        this.scheduler = scheduler;
        this.oracle = oracle;
    }

    TargetIdentity identity() {
        return identity;
    }

    Content committed() {
        return committed;
    }

    boolean isUp() {
        return scheduler.now() >= upAgain;
    }

    Backend connect(String client) {
        var backend = new Backend(this, client + "#" + ++connections);
        backends.add(backend);
        return backend;
    }

    void commit(Backend by, List<Consumer<Content>> writes) {
        var next = committed.copy();
        writes.forEach(write -> write.accept(next));
        oracle.onCommit(this, by, committed, next);
        keep(next);
    }

    private void keep(Content next) {
        past.addFirst(committed);
        if (past.size() > KEPT) {
            past.removeLast();
        }
        committed = next;
    }

    /** What a person writes, unless somebody has the row. */
    void byHand(String row, Consumer<Content> write) {
        if (!rows.containsKey(row)) {
            var next = committed.copy();
            write.accept(next);
            keep(next);
        }
    }

    /** Takes a lock that lasts until the transaction ends. @return false when another has it */
    boolean lockRow(String key, Backend by) {
        var holder = rows.putIfAbsent(key, by);
        return holder == null || holder == by;
    }

    boolean holdsRow(String key, Backend by) {
        return rows.get(key) == by;
    }

    /** Whoever holds it. */
    void freeRow(String key) {
        rows.remove(key);
    }

    void letGoOfRow(String key, Backend by) {
        rows.remove(key, by);
    }

    void letGoOfRows(Backend by) {
        rows.values().removeIf(holder -> holder == by);
    }

    boolean tryLock(SessionLock lock, Backend by) {
        if (!keepsSessionLocks) {
            return true;
        }
        var holder = sessionLocks.putIfAbsent(lock, by);
        return holder == null || holder == by;
    }

    void unlock(SessionLock lock, Backend by) {
        sessionLocks.remove(lock, by);
    }

    Optional<Backend> holder(SessionLock lock) {
        return Optional.ofNullable(sessionLocks.get(lock));
    }

    void unlockAll(Backend by) {
        sessionLocks.values().removeIf(holder -> holder == by);
    }

    void gone(Backend backend) {
        backends.remove(backend);
        unlockAll(backend);
    }

    /** What was not committed is gone, and every session with it. */
    void crash(long downFor) {
        List.copyOf(backends).forEach(Backend::end);
        upAgain = scheduler.now() + downFor;
    }

    /** @param lost how many of the last commits the replica has not seen */
    void failOver(int lost, long downFor) {
        crash(downFor);
        for (int i = 0; i < lost && !past.isEmpty(); i++) {
            committed = past.removeFirst();
        }
        oracle.onWentBack();
    }

    /** As it was some commits ago. */
    Content backup(int commits) {
        return past.stream().limit(commits).reduce(committed, (_, older) -> older).copy();
    }

    /** Who is still connected, with or without a client. */
    List<Backend> backends() {
        return List.copyOf(backends);
    }
}
