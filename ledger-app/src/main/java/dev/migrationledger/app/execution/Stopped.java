package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;

/** Ends a run from within; never leaves this package. */
final class Stopped extends RuntimeException {
    /** lock_not_available (manual, appendix A). */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final transient Ending ending;
    private final transient Problem problem;
    private final transient Optional<Failure> failure;
    private final boolean once;

    Stopped(Ending ending, Problem problem, Optional<Failure> failure) {
        this(ending, problem, failure, false);
    }

    private Stopped(Ending ending, Problem problem, Optional<Failure> failure, boolean once) {
        super(problem.toString(), null, false, false);
        this.ending = ending;
        this.problem = problem;
        this.failure = failure;
        this.once = once;
    }

    /** The same of a statement that may have committed a part of its work. */
    Stopped once() {
        return new Stopped(ending, problem, failure, true);
    }

    /** The same with more to say. */
    Stopped with(String more) {
        var said = new Problem(problem.code(), problem.exit(), problem.message() + more, problem.hint());
        return new Stopped(ending, said, failure, once);
    }

    /** Whether waiting may cure it: a lock was not to be had in time, and all that was done is undone. */
    boolean isLockTimeout() {
        return !once && ending == Ending.LOCKED && failure.filter(f -> f.sqlState().equals(LOCK_NOT_AVAILABLE)).isPresent();
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
