package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.Ending;
import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.FailedRevision;
import dev.migrationledger.app.result.RevertResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.HalfWay;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.planning.Plans;
import dev.migrationledger.core.planning.ScriptFacts;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a database back by the revisions' own revert sections. */
public record RevertDatabase(WorkingLedger ledger, String to, Duration patience) implements Operation<RevertResult> {
    @Override
    public RevertResult on(Subject subject) {
        try (var visit = Visit.toChangeKnown(ledger, subject, patience)) {
            var attempts = new Attempts(ledger, subject, visit);
            attempts.recover();
            var detection = visit.look();
            var from = footing(subject, visit, detection);
            var target = Goal.of(Selector.downTo(to, visit.graph(), from));
            var plan = Plans.revert(
                    visit.graph(), from, target, (revision, script) -> ScriptFacts.of(revision, script, visit.dialect()));
            if (plan.isEmpty()) {
                return result(subject, RevertResult.Outcome.UNCHANGED, from, from, List.of());
            }
            return told(subject, visit, from, attempts.revert(plan, visit.epoch()));
        } catch (LedgerException e) {
            if (e.problem().exit() == Exit.REFUSED) {
                ledger.tell(
                        subject,
                        new DatabaseCommand.Refuse(
                                "revert", e.problem().code(), e.getMessage()));
            }
            throw e;
        }
    }

    private static Problem unfinished(Subject subject, HalfWay half) {
        return new Problem(
                "LDG813",
                Exit.REFUSED,
                "revision " + half.revision().id() + " of " + subject.id() + " stopped between its "
                        + (half.revision().chunks().isPresent() ? "chunks" : "statements"),
                "`ledger up " + subject.id() + "` goes on with it; then revert");
    }

    /** Only from a claim that stands, and from whole revisions: a revert takes things away. */
    static State footing(Subject subject, Visit visit, Detection detection) {
        visit.halfWay().ifPresent(half -> {
            throw new LedgerException(unfinished(subject, half));
        });
        var catalog = subject.catalog();
        return switch (Footing.of(subject.id(), detection, catalog.graph(), catalog.policy(), false)) {
            case Footing.Firm(var state) -> state;
            case Footing.Fresh() -> State.EMPTY;
            case Footing.Stamp _, Footing.Correct _ -> throw new LedgerException(new Problem(
                    "LDG468",
                    Exit.REFUSED,
                    subject.id() + " does not claim what it is: it is " + Words.of(detection) + " and claims "
                            + detection.claimed(),
                    "correct the claim first: `ledger repair " + subject.id() + "`, then revert"));
            case Footing.Refused(var problem) -> throw new LedgerException(problem);
        };
    }

    private static RevertResult told(Subject subject, Visit visit, State from, Attempts.Result run) {
        var reverted = run.events().stream()
                .filter(DatabaseEvent.RevisionReverted.class::isInstance)
                .map(DatabaseEvent.RevisionReverted.class::cast)
                .map(e -> new AppliedRevision(e.revision(), visit.graph().get(e.revision()).kind(), e.millis()))
                .toList();
        var outcome = run.outcome();
        if (outcome.isDone()) {
            visit.look();
            return result(subject, RevertResult.Outcome.REVERTED, from, outcome.state(), reverted);
        }
        return new RevertResult(
                subject.id(),
                subject.catalog().name(),
                outcome(outcome.ending()),
                from,
                outcome.state(),
                reverted,
                outcome.revision().flatMap(id -> outcome.failure()
                        .map(failure -> new FailedRevision(id, visit.graph().get(id).file(), failure))),
                Optional.of(outcome.problems().getFirst()));
    }

    private static RevertResult.Outcome outcome(Ending ending) {
        return switch (ending) {
            case DONE -> RevertResult.Outcome.REVERTED;
            case FAILED, INTERRUPTED -> RevertResult.Outcome.FAILED;
            case LOCKED -> RevertResult.Outcome.LOCKED;
            case REFUSED -> RevertResult.Outcome.REFUSED;
        };
    }

    private static RevertResult result(
            Subject subject, RevertResult.Outcome outcome, State from, State to, List<AppliedRevision> reverted) {
        return new RevertResult(
                subject.id(), subject.catalog().name(), outcome, from, to, reverted, Optional.empty(), Optional.empty());
    }

    @Override
    public RevertResult stopped(Subject subject, Problem problem) {
        var outcome =
                switch (problem.exit()) {
                    case LOCKED -> RevertResult.Outcome.LOCKED;
                    case REFUSED, FINDINGS, OK -> RevertResult.Outcome.REFUSED;
                    case FAILED, USAGE, CONFIGURATION -> RevertResult.Outcome.FAILED;
                };
        return new RevertResult(
                subject.id(),
                subject.catalog().name(),
                outcome,
                State.EMPTY,
                State.EMPTY,
                List.of(),
                Optional.empty(),
                Optional.of(problem));
    }
}
