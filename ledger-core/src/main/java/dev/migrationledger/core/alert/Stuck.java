package dev.migrationledger.core.alert;

import dev.migrationledger.core.revision.State;
import java.util.Collections;
import java.util.Optional;

/**
 * Where a database stands since a revision failed.
 *
 * @param attempt in which it failed
 * @param goal    of that attempt's plan
 * @param at      the state that the attempt left; empty while it has not ended
 */
public record Stuck(String attempt, State goal, Optional<State> at) {

    /**
     * Whether a state that the database has now shows that it is past the failure: the revision is in, the plan's goal
     * is reached, or nothing is left of the heads where it stopped. Without the graph, which an event does not carry, a
     * database that moved on in another branch only is still stuck.
     */
    boolean isOver(String revision, State now) {
        return now.heads().contains(revision)
                || now.equals(goal)
                || !now.isEmpty() && at.filter(then -> Collections.disjoint(then.heads(), now.heads())).isPresent();
    }

    Stuck leftAt(State state) {
        return new Stuck(attempt, goal, Optional.of(state));
    }
}
