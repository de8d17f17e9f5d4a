package dev.migrationledger.app.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The server's side of one connection; it may outlive its client. */
final class Backend {
    private final SimulatedServer server;
    private final String name;
    private Optional<List<Consumer<Content>>> transaction = Optional.empty();
    private boolean aborted;
    private boolean alive = true;

    Backend(SimulatedServer server, String name) {
        this.server = server;
        this.name = name;
    }

    boolean isAlive() {
        return alive;
    }

    boolean inTransaction() {
        return transaction.isPresent();
    }

    boolean isAborted() {
        return aborted;
    }

    void begin() {
        transaction = Optional.of(new ArrayList<>());
    }

    /** A statement failed in it: nothing but its end is possible. */
    void abort() {
        aborted = inTransaction();
    }

    /** What a statement that begins now sees: all that is committed, and its own transaction's writes. */
    Content view() {
        var view = server.committed().copy();
        transaction.ifPresent(writes -> writes.forEach(write -> write.accept(view)));
        return view;
    }

    /** Seen by nobody else before the commit, which is at once outside of a transaction. */
    void write(Consumer<Content> write) {
        if (transaction.isPresent()) {
            transaction.get().add(write);
        } else {
            server.commit(this, List.of(write));
        }
    }

    /** As {@link #write}, where the change itself says whether it is possible. @return what it said against it */
    Optional<String> tryWrite(Predicate<Content> isPossible, Consumer<Content> write, String refusal) {
        if (!isPossible.test(view())) {
            return Optional.of(refusal);
        }
        write(write);
        return Optional.empty();
    }

    void commit() {
        var writes = transaction.orElseGet(List::of);
        transaction = Optional.empty();
        if (!writes.isEmpty()) {
            server.commit(this, writes);
        }
        server.letGoOfRows(this);
    }

    void rollback() {
        transaction = Optional.empty();
        aborted = false;
        server.letGoOfRows(this);
    }

    /** However it comes about: what is not committed is undone, and all locks are free. */
    void end() {
        if (alive) {
            alive = false;
            rollback();
            server.gone(this);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
