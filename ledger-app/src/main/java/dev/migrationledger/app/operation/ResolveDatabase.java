package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.ResolveResult;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;

/**
 * A person says whether a statement with an unknown outcome took effect, so that the next run goes on: past it, or with
 * it once more.
 */
public record ResolveDatabase(WorkingLedger ledger, boolean applied, Duration patience) implements Operation<ResolveResult> {
    @Override
    public ResolveResult on(Subject subject) {
        try (var visit = Visit.toChangeKnown(ledger, subject, patience)) {
            var open = visit.state().unknown();
            new Settlement(ledger, subject, visit).of(applied, ledger.reason());
            var decided = open.orElseThrow();
            return ResolveResult.resolved(
                    subject.id(), subject.catalog().name(), decided.revision(), decided.statement(), applied, ledger.reason());
        }
    }

    @Override
    public ResolveResult stopped(Subject subject, Problem problem) {
        return ResolveResult.stopped(subject.id(), subject.catalog().name(), applied, problem);
    }
}
