package dev.migrationledger.core.target;

/** Carries a {@link StatementFailure} from a session to the protocol, which always turns it into an outcome. */
public final class StatementFailed extends RuntimeException {
    private final transient StatementFailure failure;

    public StatementFailed(StatementFailure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public StatementFailed(StatementFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public StatementFailure failure() {
        return failure;
    }
}
