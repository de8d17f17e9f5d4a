package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;

/** Ends a run from within; never leaves this package. */
final class Stopped extends RuntimeException {
    private final transient Ending ending;
    private final transient Problem problem;
    private final transient Optional<Failure> failure;

    Stopped(Ending ending, Problem problem, Optional<Failure> failure) {
        super(problem.toString(), null, false, false);
        this.ending = ending;
        this.problem = problem;
        this.failure = failure;
    }

    static Stopped because(Problem problem) {
        return new Stopped(Ending.of(problem.exit()), problem, Optional.empty());
    }

    Ending ending() {
        return ending;
    }

    Problem problem() {
        return problem;
    }

    Optional<Failure> failure() {
        return failure;
    }
}
