package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.DetectResult;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;

/** Says which revision a database is really at. */
public record DetectDatabase(Ledger ledger, Duration patience) implements Operation<DetectResult> {
    @Override
    public DetectResult on(Subject subject) {
        try (var visit = Visit.to(ledger, subject, patience)) {
            return DetectResult.of(subject.id(), subject.catalog().name(), visit.look()).with(visit.notice());
        }
    }

    @Override
    public DetectResult stopped(Subject subject, Problem problem) {
        return DetectResult.refused(subject.id(), subject.catalog().name(), problem);
    }
}
