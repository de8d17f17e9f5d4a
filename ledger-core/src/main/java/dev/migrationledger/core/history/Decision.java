package dev.migrationledger.core.history;

import dev.migrationledger.core.problem.Problem;
import java.util.List;

/** The answer to a command. @param <E> type of the events */
public sealed interface Decision<E> {

    /** @param events to be appended together; empty when there is nothing new to say */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected<E>(Problem problem) implements Decision<E> {}
}
