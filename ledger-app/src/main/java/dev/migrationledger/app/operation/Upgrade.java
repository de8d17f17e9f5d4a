package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.RunOutcome;
import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.Correction;
import dev.migrationledger.app.result.FailedRevision;
import dev.migrationledger.app.result.SeedRun;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.planning.Plans;
import dev.migrationledger.core.planning.ScriptFacts;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * One run of {@code up} on one database: finish what a dead attempt began, look, stand on what is proven, then climb
 * leg by leg, a leg ending where a seed must run before the next revision.
 */
final class Upgrade {
    private final Ledger ledger;
    private final Subject subject;
    private final UpDatabase.Wish wish;
    private final Visit visit;
    private final Seeding seeding;

    private final List<AppliedRevision> applied = new ArrayList<>();
    private final List<String> stamped = new ArrayList<>();
    private final List<Check> verified = new ArrayList<>();
    private Optional<Correction> corrected = Optional.empty();

    Upgrade(Ledger ledger, Subject subject, UpDatabase.Wish wish, Visit visit) {
        this.ledger = ledger;
        this.subject = subject;
        this.wish = wish;
        this.visit = visit;
        this.seeding = new Seeding(ledger, subject, visit);
    }

    UpResult run() {
        var attempts = new Attempts(ledger, subject, visit, wish.patience());
        visit.requireUneditedScripts();
        var detection = attempts.recover(this::heard).orElseGet(visit::look);
        var first = detection;
        var footing = footing(detection);
        if (footing instanceof Footing.Fresh && wish.seeds() && new Installation(ledger, subject, visit).run()) {
            detection = visit.look();
            footing = footing(detection);
        }
        var from = first.verdict() == Verdict.EMPTY ? State.EMPTY : null;
        return switch (footing) {
            case Footing.Refused(var problem) ->
                UpResult.stopped(
                        subject.id(),
                        subject.catalog().name(),
                        Optional.of(detection),
                        UpResult.Outcome.REFUSED,
                        visit.refuse(wish.verb(), problem));
            case Footing.Firm(var state) -> climb(attempts, first, orElse(from, state), state);
            case Footing.Fresh() -> climb(attempts, first, State.EMPTY, State.EMPTY);
            case Footing.Stamp(var state, var evidence) -> {
                visit.stamp(detection.claimed(), state, false, evidence);
                stamped.addAll(state.heads());
                yield climb(attempts, first, orElse(from, state), state);
            }
            case Footing.Correct(var claimed, var state, var evidence) -> {
                visit.correct(claimed, state, evidence);
                stamped.addAll(state.heads());
                corrected = Optional.of(new Correction(claimed, state));
                yield climb(attempts, first, orElse(from, state), state);
            }
        };
    }
}
