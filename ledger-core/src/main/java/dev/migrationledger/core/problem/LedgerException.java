package dev.migrationledger.core.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Carries one or more problems out of a command, all found together; the command line prints them, never the stack. */
public final class LedgerException extends RuntimeException {
    private final transient List<Problem> problems;

    public LedgerException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public LedgerException(Problem problem) {
        this(List.of(problem));
    }

    public LedgerException(Problem problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    /** In the order found, never empty. */
    public List<Problem> problems() {
        return problems;
    }

    public Problem problem() {
        return problems.getFirst();
    }
}
