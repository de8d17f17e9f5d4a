package dev.migrationledger.app.operation;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.State;

/** What a selector means, or the problem it has. */
final class Goal {
    private Goal() {}

    /** @throws LedgerException when the selector names nothing, or several things */
    static State of(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Found(var state) -> state;
            case Resolution.Refused(var problem) -> throw new LedgerException(problem);
        };
    }
}
