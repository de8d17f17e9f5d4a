package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.planning.Plans;
import dev.migrationledger.core.planning.ScriptFacts;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks, and says what {@code up} would run.
 *
 * @param insisted   see {@link Footing#of}
 * @param identified whether to say which database it physically is, too
 */
public record PlanUpgrade(Ledger ledger, String to, Duration patience, boolean insisted, boolean identified)
        implements Operation<PlanResult> {
    public PlanUpgrade(Ledger ledger, String to, Duration patience, boolean insisted) {
        this(ledger, to, patience, insisted, false);
    }

    @Override
    public PlanResult on(Subject subject) {
        try (var visit = Visit.to(ledger, subject, patience)) {
            var result = on(subject, visit);
            return identified ? result.of(visit.session().identity()) : result;
        }
    }

    private PlanResult on(Subject subject, Visit visit) {
        visit.requireUneditedScripts();
        var detection = visit.look();
        var catalog = subject.catalog();
        var footing = visit.footing(detection, catalog.policy(), insisted);
        return switch (footing) {
            case Footing.Refused(var problem) ->
                PlanResult.refused(subject.id(), catalog.name(), Optional.of(detection), problem);
            case Footing.Firm(var state) -> planned(visit, subject, detection, state);
            case Footing.Fresh() -> planned(visit, subject, detection, State.EMPTY);
            case Footing.Stamp(var state, _) -> planned(visit, subject, detection, state);
            case Footing.Correct(_, var state, _) -> planned(visit, subject, detection, state);
        };
    }

    private PlanResult planned(
            Visit visit, Subject subject, Detection detection, State from) {
        var graph = subject.catalog().graph();
        var target = Goal.of(Selector.upTo(to, graph, from));
        var plan = Plans.plan(
                graph, from, target, (revision, script) -> ScriptFacts.of(revision, script, visit.dialect()));
        return new Beginning(ledger, subject)
                .refused(plan)
                .map(problem -> PlanResult.refused(subject.id(), subject.catalog().name(), Optional.of(detection), problem))
                .orElseGet(() -> PlanResult.of(subject.id(), subject.catalog().name(), detection, plan));
    }

    @Override
    public PlanResult stopped(Subject subject, Problem problem) {
        return PlanResult.refused(subject.id(), subject.catalog().name(), Optional.empty(), problem);
    }
}
