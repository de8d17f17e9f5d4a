package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.problem.Problem;

/** One verb, done to one database at a time; several databases may be worked on at once. */
public interface Operation<R extends Result> {
    /** @throws dev.migrationledger.core.problem.LedgerException when the database cannot be worked on at all */
    R on(Subject subject);

    /** The entry of a database on which {@link #on} threw. */
    R stopped(Subject subject, Problem problem);
}
