package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.problem.Problem;

/** An operation on what the ledger itself has of a database, which need not be in the configuration. */
public interface KnownOperation<R extends Result> extends Operation<R> {
    /** @throws dev.migrationledger.core.problem.LedgerException when it cannot be done */
    R on(String databaseId);

    /** The entry of a database on which {@link #on(String)} threw. */
    R stopped(String databaseId, Problem problem);

    @Override
    default R on(Subject subject) {
        return on(subject.id());
    }

    @Override
    default R stopped(Subject subject, Problem problem) {
        return stopped(subject.id(), problem);
    }
}
