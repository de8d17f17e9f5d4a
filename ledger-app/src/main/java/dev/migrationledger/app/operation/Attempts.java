package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.Ending;
import dev.migrationledger.app.execution.RunListener;
import dev.migrationledger.app.execution.RunOutcome;
import dev.migrationledger.app.execution.RunRequest;
import dev.migrationledger.app.execution.RunRevisions;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.Attempt;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Plans;
import dev.migrationledger.core.planning.ScriptFacts;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Blanks;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.TargetIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Attempts on one database: the intent is in the ledger before anything runs in the target, the outcomes after, and
 * what a dead attempt left is finished by its own plan (DESIGN section 6).
 */
final class Attempts {
    private final WorkingLedger ledger;
    private final Subject subject;
    private final Visit visit;

    Attempts(WorkingLedger ledger, Subject subject, Visit visit) {
        this.ledger = ledger;
        this.subject = subject;
        this.visit = visit;
    }

    /**
     * What an attempt did, besides how it ended.
     *
     * @param from   where its plan starts
     * @param events in the order they happened
     */
    record Result(State from, RunOutcome outcome, List<DatabaseEvent.StepOutcome> events) {}

    /** @param epoch of the target when the evidence for the plan was gathered */
    Result apply(Plan plan, long epoch) {
        return run(plan, Attempt.Direction.APPLY, Optional.empty(), Optional.empty(), epoch);
    }

    Result revert(Plan plan, long epoch) {
        return run(plan, Attempt.Direction.REVERT, Optional.empty(), Optional.empty(), epoch);
    }

    /**
     * Finishes what the ledger believes to be running. Its plan runs again where the files still say the same and the
     * database is still on that plan's way: markers tell what is done already. Else the attempt is closed as
     * interrupted.
     *
     * @return empty when nothing was left
     */
    Optional<Result> recover() {
        visit.unresolved().ifPresent(problem -> {
            throw new LedgerException(problem);
        });
        var left = visit.state().running();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        var attempt = left.get();
        resolved(attempt).ifPresent(new Settlement(ledger, subject, visit)::again);
        long epoch = visit.epoch();
        var detection = visit.look();
        var here = standing(detection);
        if (isUnchanged(attempt) && isOnTheWay(detection, attempt)) {
            return Optional.of(run(attempt.plan(), attempt.direction(), Optional.of(attempt.id()), Optional.of(here), epoch));
        }
        visit.alone(() -> {
            noticeLoss(detection, attempt);
            ledger.tell(subject, new DatabaseCommand.RecordStepOutcomes(attempt.id(), leftBehind(attempt)));
            ledger.tell(subject, new DatabaseCommand.FinishApply(attempt.id(), "interrupted", here));
        });
        return Optional.of(new Result(
                here, new RunOutcome(Ending.INTERRUPTED, here, Optional.empty(), Optional.empty(), List.of()), List.of()));
    }

    /** While the ledger still expects what it did before the attempt; what the attempt itself took back is not lost. */
    private void noticeLoss(Detection found, Attempt attempt) {
        visit.state().expected()
                .filter(expected -> Loss.is(expected, found, visit.graph()) && !isBetween(found.state(), attempt.plan()))
                .ifPresent(expected -> ledger.tell(subject, new DatabaseCommand.NoticeLoss(expected, found.state())));
    }

    /** What a dead attempt had run and nobody recorded: its own markers say so, with the scripts that it ran. */
    private List<DatabaseEvent.StepOutcome> leftBehind(Attempt attempt) {
        var done = attempt.done();
        var lineage = lineage(Optional.of(attempt.id()));
        return attempt.plan().steps().stream()
                .filter(step -> !done.contains(step.revision()))
                .filter(step -> visit.marker(key(step, attempt.direction()), 0)
                        .filter(marker -> marker.phase() == Marker.Phase.DONE && lineage.contains(marker.attempt()))
                        .filter(marker -> marker.digest().equals(step.digest()))
                        .isPresent())
                .<DatabaseEvent.StepOutcome>map(step -> switch (attempt.direction()) {
                    case APPLY -> new DatabaseEvent.RevisionApplied(
                            attempt.id(), step.revision(), step.digest(), step.statements(), 0, true);
                    case REVERT -> new DatabaseEvent.RevisionReverted(attempt.id(), step.revision(), step.digest(), 0);
                })
                .toList();
    }

    private static String key(Step step, Attempt.Direction direction) {
        return switch (direction) {
            case APPLY -> step.revision();
            case REVERT -> Marker.ofRevert(step.revision());
        };
    }

    /** Where an attempt that nobody can go on with has left the database. */
    private static State standing(Detection detection) {
        return detection.claim() == Claim.AGREES ? detection.claimed() : detection.state();
    }

    private boolean isUnchanged(Attempt attempt) {
        return attempt.plan().steps().stream().allMatch(step -> visit.graph()
                .find(step.revision())
                .map(revision -> script(revision, attempt.direction()))
                .filter(script -> script.digest().equals(step.digest()))
                .isPresent());
    }

    /**
     * A non-transactional step leaves half-done work that only its markers explain. Between states that look the same
     * the claim tells: a database that lost commits may stand below the plan. What is half in is finished before it is
     * taken back.
     */
    private boolean isOnTheWay(Detection detection, Attempt attempt) {
        var plan = attempt.plan();
        var half = visit.halfWay();
        if (half.isPresent()) {
            return attempt.direction() == Attempt.Direction.APPLY
                    && half.get().below().filter(below -> isBetween(below, plan)).isPresent();
        }
        boolean alone = plan.steps().stream().anyMatch(step -> !step.transactional());
        return switch (detection.verdict()) {
            case EMPTY, EXACT -> isBetween(detection.state(), plan);
            case EQUIVALENT -> detection.claim() == Claim.AGREES
                    ? isBetween(detection.claimed(), plan)
                    : detection.candidates().stream().allMatch(state -> isBetween(state, plan));
            case PARTIAL, DRIFTED -> alone && isBetween(detection.state(), plan);
            case UNKNOWN -> false;
        };
    }

    private boolean isBetween(State state, Plan plan) {
        var here = telling(state);
        var from = telling(plan.from());
        var to = telling(plan.to());
        return here.containsAll(from) && to.containsAll(here) || from.containsAll(here) && here.containsAll(to);
    }

    private Set<String> telling(State state) {
        return Blanks.without(visit.graph().members(state), visit.graph());
    }

    private Result run(
            Plan plan, Attempt.Direction direction, Optional<String> recovers, Optional<State> found, long epoch) {
        var graph = visit.graph();
        var revisions = plan.steps().stream().map(step -> graph.get(step.revision())).toList();
        ledger.keep(revisions.stream().map(revision -> script(revision, direction)).toList());
        var attempt = ledger.newAttempt();
        var receipt = ledger.tell(
                subject,
                switch (direction) {
                    case APPLY -> new DatabaseCommand.RequestApply(attempt, plan, recovers);
                    case REVERT -> new DatabaseCommand.RequestRevert(attempt, plan, recovers);
                });
        var request = new RunRequest(
                visit.work(), graph, plan.from(), revisions, attempt, lineage(recovers), found,
                visit.state().fence(receipt.version()), epoch);
        var runs = new RunRevisions(
                ledger.engine(visit.address()), ledger.clock(), ledger.interruption(), ledger.tools(subject));
        var heard = new Heard(attempt, plan);
        var outcome =
                switch (direction) {
                    case APPLY -> runs.apply(request, heard);
                    case REVERT -> runs.revert(request, heard);
                };
        ledger.tell(subject, new DatabaseCommand.RecordStepOutcomes(attempt, heard.events));
        if (!heard.unsettled && heard.events.stream().noneMatch(DatabaseEvent.OutcomeUnknown.class::isInstance)) {
            ledger.tell(
                    subject, new DatabaseCommand.FinishApply(attempt, label(outcome.ending(), direction), outcome.state()));
        }
        if (!outcome.isDone() && outcome.failure().isEmpty()) {
            outcome.problems().forEach(problem -> visit.refuse(verb(direction), problem));
        }
        return new Result(plan.from(), outcome, List.copyOf(heard.events));
    }

    /** What a person decided last about a statement of an attempt. */
    private Optional<DatabaseEvent.OutcomeResolved> resolved(Attempt attempt) {
        return ledger.history(subject.id(), Optional.empty()).stream()
                .map(HistoryResult.Entry::event)
                .filter(DatabaseEvent.OutcomeResolved.class::isInstance)
                .map(DatabaseEvent.OutcomeResolved.class::cast)
                .filter(resolved -> resolved.attempt().equals(attempt.id()))
                .reduce((_, last) -> last);
    }

    /** Of a dead attempt: itself and those that it continued, since any of them may have left the markers. */
    private Set<String> lineage(Optional<String> attempt) {
        if (attempt.isEmpty()) {
            return Set.of();
        }
        var before = new HashMap<String, Optional<String>>();
        for (var entry : ledger.history(subject.id(), Optional.empty())) {
            if (entry.event() instanceof DatabaseEvent.ApplyStarted started) {
                before.put(started.attempt(), started.recovers());
            } else if (entry.event() instanceof DatabaseEvent.RevertStarted started) {
                before.put(started.attempt(), started.recovers());
            }
        }
        var lineage = new LinkedHashSet<String>();
        for (var next = attempt; next.isPresent(); next = before.getOrDefault(next.get(), Optional.empty())) {
            lineage.add(next.get());
        }
        return lineage;
    }

    private static Script script(Revision revision, Attempt.Direction direction) {
        return switch (direction) {
            case APPLY -> revision.script();
            case REVERT -> revision.revert().orElse(Script.EMPTY);
        };
    }

    private static String verb(Attempt.Direction direction) {
        return direction == Attempt.Direction.APPLY ? "apply" : "revert";
    }

    private static String label(Ending ending, Attempt.Direction direction) {
        return switch (ending) {
            case DONE -> direction == Attempt.Direction.APPLY ? "upgraded" : "reverted";
            case FAILED, REFUSED -> "failed";
            case LOCKED -> "locked";
            case INTERRUPTED -> "interrupted";
        };
    }

    /** The plan from a state to another, as every operation makes it. */
    Plan plan(State from, State to) {
        return Plans.plan(
                visit.graph(), from, to, (revision, script) -> ScriptFacts.of(revision, script, visit.dialect()));
    }

    /** Turns what the run says into the events that the ledger keeps. */
    private final class Heard implements RunListener {
        private final String attempt;
        private final Plan plan;
        private final List<DatabaseEvent.StepOutcome> events = new ArrayList<>();
        private boolean unsettled;

        Heard(String attempt, Plan plan) {
            this.attempt = attempt;
            this.plan = plan;
        }

        @Override
        public void identified(TargetIdentity identity) {
            visit.requireUnbroken();
            ledger.tell(subject, new DatabaseCommand.Identify(identity, false));
        }

        @Override
        public void applied(Revision revision, int statements, long millis, boolean recovered) {
            events.add(new DatabaseEvent.RevisionApplied(
                    attempt, revision.id(), digest(revision), statements, millis, recovered));
        }

        @Override
        public void verified(Revision revision, String check, boolean ok) {
            events.add(new DatabaseEvent.Verified(attempt, revision.id(), check, ok));
        }

        @Override
        public void failed(Revision revision, Failure failure) {
            events.add(new DatabaseEvent.RevisionFailed(attempt, revision.id(), failure));
        }

        /** At once, with what came before it: the pause may be the last that is heard of this run. */
        @Override
        public void blocked(Revision revision, int turn, Failure failure, Duration pause) {
            events.add(new DatabaseEvent.RevisionBlocked(attempt, revision.id(), turn, failure, pause.toMillis()));
            ledger.tell(subject, new DatabaseCommand.RecordStepOutcomes(attempt, events));
        }

        @Override
        public void outcomeUnknown(Revision revision, int statement, String message) {
            events.add(new DatabaseEvent.OutcomeUnknown(attempt, revision.id(), statement, message));
        }

        /** No event: how far it is stands in the target, and a fleet's history has no use for a million of them. */
        @Override
        public void progressed(Revision revision, ChunkAccess.Progress progress) {
            ledger.working(subject.id() + " " + revision.id() + ": " + progress);
        }

        @Override
        public void unsettled() {
            unsettled = true;
        }

        @Override
        public void reverted(Revision revision, long millis) {
            events.add(new DatabaseEvent.RevisionReverted(attempt, revision.id(), digest(revision), millis));
        }

        private String digest(Revision revision) {
            return plan.steps().stream()
                    .filter(step -> step.revision().equals(revision.id()))
                    .map(Step::digest)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
