package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;

/**
 * @param state    that the target has reached, all of it committed
 * @param revision that stopped the run
 * @param failure  of its statement
 * @param problems why the run did not end well; empty exactly when it is done
 */
public record RunOutcome(
        Ending ending, State state, Optional<String> revision, Optional<Failure> failure, List<Problem> problems) {
    public RunOutcome {
        problems = List.copyOf(problems);
    }

    static RunOutcome done(State state) {
        return new RunOutcome(Ending.DONE, state, Optional.empty(), Optional.empty(), List.of());
    }

    static RunOutcome refused(State state, List<Problem> problems) {
        return new RunOutcome(Ending.REFUSED, state, Optional.empty(), Optional.empty(), problems);
    }

    static RunOutcome stopped(State state, Optional<String> revision, Stopped stop) {
        return new RunOutcome(stop.ending(), state, revision, stop.failure(), List.of(stop.problem()));
    }

    public boolean isDone() {
        return ending == Ending.DONE;
    }
}
