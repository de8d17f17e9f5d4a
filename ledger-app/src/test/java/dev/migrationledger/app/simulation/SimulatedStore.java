package dev.migrationledger.app.simulation;

import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stream of one database; an append names the length that it was decided on. */
final class SimulatedStore {
    private final List<Stored> stream = new ArrayList<>();
    /** The fold of every beginning of the stream, the empty one first. */
    private final List<DatabaseState> states = new ArrayList<>(List.of(DatabaseState.NONE));

    record Stored(Instant time, String actor, DatabaseEvent event) {}

    List<Stored> stream() {
        return List.copyOf(stream);
    }

    int size() {
        return stream.size();
    }

    DatabaseState state() {
        return states.getLast();
    }

    /** @return false when somebody else came first */
    boolean append(int expectedSize, Instant time, String actor, List<DatabaseEvent> events) {
        if (stream.size() != expectedSize) {
            return false;
        }
        for (var event : events) {
            stream.add(new Stored(time, actor, event));
            states.add(DatabaseDecider.evolve(states.getLast(), event));
        }
        return true;
    }

    /** As in a backup that ended there. */
    void restore(int length) {
        stream.subList(length, stream.size()).clear();
        states.subList(length + 1, states.size()).clear();
    }
}
