package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.core.planning.Plans;
import dev.migrationledger.core.planning.ScriptFacts;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Selector;
import java.time.Duration;
import java.util.Optional;

/** Looks, and says what {@code revert} would run. */
public record PlanRevert(Ledger ledger, String to, Duration patience) implements Operation<PlanResult> {
    @Override
    public PlanResult on(Subject subject) {
        try (var visit = Visit.to(ledger, subject, patience)) {
            var detection = visit.look();
            var graph = visit.graph();
            var from = RevertDatabase.footing(subject, visit, detection);
            var target = Goal.of(Selector.downTo(to, graph, from));
            return PlanResult.of(
                    subject.id(),
                    subject.catalog().name(),
                    detection,
                    Plans.revert(
                            graph, from, target, (revision, script) -> ScriptFacts.of(revision, script, visit.dialect())));
        }
    }

    @Override
    public PlanResult stopped(Subject subject, Problem problem) {
        return PlanResult.refused(subject.id(), subject.catalog().name(), Optional.empty(), problem);
    }
}
