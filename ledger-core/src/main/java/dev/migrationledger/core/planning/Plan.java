package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.State;
import java.util.List;

/**
 * The steps from one state to another.
 *
 * @param steps  in the order they run
 * @param digest SHA-256 over from, to and every step; approvals are bound to it
 */
public record Plan(State from, State to, List<Step> steps, String digest) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
