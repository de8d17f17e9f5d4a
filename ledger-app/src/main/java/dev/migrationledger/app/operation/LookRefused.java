package dev.migrationledger.app.operation;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;

/** A target that does not answer what the ledger asks before it runs anything, such as what its own tables there hold. */
public final class LookRefused {
    private LookRefused() {}

    public static Problem of(String databaseId, StatementFailed failed) {
        var failure = failed.failure();
        var state = failure.sqlState().isEmpty() ? "" : " (" + failure.sqlState() + ")";
        return new Problem(
                "LDG867",
                failure.kind() == StatementFailure.Kind.LOCKED ? Exit.LOCKED : Exit.FAILED,
                "database " + databaseId + " did not answer: " + failure.message() + state,
                "run again when it is up and idle; when its ledger tables were made or changed by others, move them away");
    }
}
