package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.DriftResult;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** Looks at a database and lets it differ as it does from now on, for a person's reason. */
public record AcceptDrift(Ledger ledger, Duration patience) implements Operation<DriftResult> {
    @Override
    public DriftResult on(Subject subject) {
        try (var visit = Visit.to(ledger, subject, patience)) {
            Drift.digest(visit.look()).ifPresent(digest ->
                    ledger.tell(subject, new DatabaseCommand.AcceptDrift(digest, ledger.reason())));
        }
        return DriftOfDatabase.of(ledger, subject, ledger.state(subject.id()), Optional.empty());
    }

    @Override
    public DriftResult stopped(Subject subject, Problem problem) {
        return DriftResult.refused(subject.id(), subject.catalog().name(), problem);
    }
}
