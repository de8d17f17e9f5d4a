package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.Ending;
import dev.migrationledger.app.execution.RunOutcome;
import dev.migrationledger.app.result.AppliedRevision;
import dev.migrationledger.app.result.Check;
import dev.migrationledger.app.result.Correction;
import dev.migrationledger.app.result.FailedRevision;
import dev.migrationledger.app.result.SeedRun;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.rollout.ApprovedWork;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One run of {@code up} on one database: finish what a dead attempt began, look, stand on what is proven, then climb
 * leg by leg; a leg ends where a seed must run before the next revision.
 */
final class Upgrade {
    private final WorkingLedger ledger;
    private final Subject subject;
    private final UpDatabase.Wish wish;
    private final Visit visit;
    private final Attempts attempts;
    private final Seeding seeding;

    private final List<AppliedRevision> applied = new ArrayList<>();
    private final List<String> stamped = new ArrayList<>();
    private final List<Check> verified = new ArrayList<>();
    private final List<SeedRun> seeds = new ArrayList<>();
    private Optional<Correction> corrected = Optional.empty();
    private Optional<RunOutcome> broken = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private Optional<State> begun = Optional.empty();
    private Optional<Problem> lost = Optional.empty();

    Upgrade(WorkingLedger ledger, Subject subject, UpDatabase.Wish wish, Visit visit) {
        this.ledger = ledger;
        this.subject = subject;
        this.wish = wish;
        this.visit = visit;
        this.attempts = new Attempts(ledger, subject, visit);
        this.seeding = new Seeding(ledger, subject, visit);
    }

    UpResult run() {
        visit.requireUneditedScripts();
        visit.unresolved().ifPresent(why -> {
            throw new LedgerException(visit.refuse(wish.verb(), why));
        });
        unapprovedBefore().ifPresent(why -> {
            throw new LedgerException(visit.refuse(wish.verb(), why));
        });
        var before = visit.state().expected();
        var recovered = attempts.recover();
        recovered.ifPresent(result -> {
            note(result);
            begun = Optional.of(result.from());
        });
        if (recovered.isPresent() && !isStopped()) {
            visit.requireUneditedScripts();
        }
        var first = visit.look();
        var expected = recovered.map(Attempts.Result::outcome).filter(RunOutcome::isDone).map(RunOutcome::state).or(() -> before);
        lost = expected.filter(state -> Loss.is(state, first, visit.graph())).map(state -> loss(state, first.state()));
        if (broken.isPresent()) {
            return result(first, first.state(), broken.get().state());
        }
        var detection = first;
        problem = unapproved(first);
        if (problem.isEmpty() && wish.seeds() && footing(first) instanceof Footing.Fresh && seeding.install(this::isOnTheWay, seeds)) {
            detection = visit.look();
            problem = unapproved(detection);
        }
        if (problem.isPresent() || seeding.brokeOff().isPresent()) {
            return result(detection, first.state(), detection.state());
        }
        return switch (footing(detection)) {
            case Footing.Refused(var why) -> {
                problem = Optional.of(visit.refuse(wish.verb(), why));
                yield result(detection, first.state(), detection.state());
            }
            case Footing.Firm(var state) -> climb(first, state);
            case Footing.Fresh() -> climb(first, State.EMPTY);
            case Footing.Stamp(var state, var evidence) -> {
                visit.stamp(detection.claimed(), state, false, evidence);
                stamped.addAll(state.heads());
                yield climb(first, state);
            }
            case Footing.Correct(var claimed, var state, var evidence) -> {
                visit.correct(claimed, state, evidence);
                stamped.addAll(state.heads());
                corrected = Optional.of(new Correction(claimed, state));
                yield climb(first, state);
            }
        };
    }

    private Problem loss(State expected, State found) {
        ledger.tell(subject, new DatabaseCommand.NoticeLoss(expected, found));
        return new Problem(
                "LDG812",
                Exit.OK,
                "the ledger had brought " + subject.id() + " to " + expected + ", but its trackers and its schema are at " + found
                        + ": it was restored, taken back by another tool, or failed over to a copy that lacked commits",
                "the revisions that are missing run again, seeds do not; see what else that copy lacks");
    }

    /** Before anything runs, an attempt that was left too. */
    private Optional<Problem> unapprovedBefore() {
        return wish.approved().flatMap(work -> work.refuse(subject.id(), visit.session().identity())
                .or(() -> work.refuse(subject.id(), subject.catalog(), ledger.tools(subject).setups()))
                .or(() -> visit.state().running().flatMap(left -> work.refuse(subject.id(), left, () -> begun(work)))));
    }

    /** Nothing runs here yet, and no rival can: what is found to be approved is what runs. */
    private Optional<Problem> unapproved(Detection detection) {
        return wish.approved()
                .flatMap(work -> standing(footing(detection))
                        .flatMap(state -> work.refuse(
                                subject.id(),
                                attempts.plan(state, goal(state)),
                                () -> begun(work))))
                .map(why -> visit.refuse(wish.verb(), why));
    }

    private boolean begun(ApprovedWork work) {
        return Begun.by(work.rollout(), ledger.history(subject.id(), Optional.empty()));
    }

    private static Optional<State> standing(Footing footing) {
        return switch (footing) {
            case Footing.Refused _ -> Optional.empty();
            case Footing.Fresh() -> Optional.of(State.EMPTY);
            case Footing.Firm(var state) -> Optional.of(state);
            case Footing.Stamp(var state, _) -> Optional.of(state);
            case Footing.Correct(_, var state, _) -> Optional.of(state);
        };
    }

    /** Where something is approved, its end: a selector may mean another one by now. */
    private State goal(State from) {
        return wish.approved()
                .map(work -> visit.graph().together(from, work.plan().to()))
                .orElseGet(() -> Goal.of(Selector.upTo(wish.to(), visit.graph(), from)));
    }

    /** A dump that is beyond what was approved is none to begin with: the approved revisions run instead. */
    private boolean isOnTheWay(SnapshotScript dump) {
        var graph = visit.graph();
        return wish.approved()
                .map(work -> graph.members(work.plan().to()).contains(dump.at()))
                .orElse(true);
    }

    private Footing footing(Detection detection) {
        return visit.footing(detection, subject.catalog().policy(), wish.insisted());
    }

    /** @param from where it stands now, in its trackers too */
    private UpResult climb(Detection first, State from) {
        var graph = visit.graph();
        var to = goal(from);
        var here = from;
        if (wish.seeds()) {
            for (var seed : seeding.onTheWay(graph.members(to))) {
                here = leg(here, graph.together(here, State.of(seed.after().orElseThrow())));
                if (isStopped() || !seeding.run(seed, seeds)) {
                    return finish(first, from, here);
                }
            }
        }
        here = leg(here, to);
        if (!isStopped() && wish.seeds()) {
            for (var seed : seeding.atTheEnd()) {
                if (!seeding.run(seed, seeds)) {
                    break;
                }
            }
        }
        return finish(first, from, here);
    }

    /** @return the state reached */
    private State leg(State from, State to) {
        var plan = attempts.plan(from, to);
        if (plan.isEmpty()) {
            return to;
        }
        var result = attempts.apply(plan, visit.epoch());
        note(result);
        return result.outcome().state();
    }

    private void note(Attempts.Result result) {
        for (var event : result.events()) {
            switch (event) {
                case DatabaseEvent.RevisionApplied done -> applied.add(new AppliedRevision(
                        done.revision(), visit.graph().get(done.revision()).kind(), done.millis(), done.recovered()));
                case DatabaseEvent.Verified check ->
                    verified.add(new Check(check.revision(), check.check(), check.ok()));
                case DatabaseEvent.RevisionFailed _,
                        DatabaseEvent.RevisionBlocked _,
                        DatabaseEvent.OutcomeUnknown _,
                        DatabaseEvent.RevisionReverted _ -> {}
            }
        }
        if (!result.outcome().isDone() && !result.outcome().problems().isEmpty()) {
            broken = Optional.of(result.outcome());
        }
    }

    private boolean isStopped() {
        return broken.isPresent();
    }

    /** What was applied; of approved work also what an earlier visit applied, which may have ended before it was proven. */
    private Set<String> proving(State here) {
        var proving = new LinkedHashSet<String>();
        var members = visit.graph().members(here);
        wish.approved().ifPresent(work ->
                work.plan().steps().stream().map(Step::revision).filter(members::contains).forEach(proving::add));
        applied.stream().map(AppliedRevision::revision).forEach(proving::add);
        return proving;
    }

    /** Looks once more, so that what was reached is proven and not believed. */
    private UpResult finish(Detection first, State stood, State here) {
        var from = begun.orElse(seeding.installed() ? State.EMPTY : stood);
        var proving = proving(here);
        if (!isStopped() && !proving.isEmpty()) {
            var after = visit.look();
            VerifyDatabase.checks(subject.catalog(), proving, visit.session()).stream()
                    .filter(check -> !verified.contains(check))
                    .forEach(verified::add);
            if (!isAt(here, after)) {
                problem = Optional.of(visit.refuse(wish.verb(), surprise(here, after)));
            }
        }
        return result(first, from, here);
    }

    /** Detection answers with the latest of states that differ by provably empty revisions only; with the others it agrees. */
    private static boolean isAt(State here, Detection after) {
        return after.state().equals(here)
                || after.candidates().contains(here)
                || after.claim() == Claim.AGREES && after.claimed().equals(here);
    }

    private Problem surprise(State here, Detection after) {
        return new Problem(
                "LDG466",
                Exit.FINDINGS,
                subject.id() + " was brought to " + here + ", yet its schema is "
                        + after.verdict().name().toLowerCase(Locale.ROOT) + " at " + after.state(),
                "`ledger detect " + subject.id()
                        + "` lists the differences: a revision did something else here than in the scratch database");
    }

    private UpResult result(Detection detection, State from, State to) {
        var outcome = broken.map(b -> outcome(b.ending()))
                .or(() -> problem.filter(p -> p.exit() != Exit.FINDINGS).map(p -> UpDatabase.outcome(p.exit())))
                .or(() -> seeding.brokeOff().map(p -> UpDatabase.outcome(p.exit())))
                .orElseGet(this::success);
        return new UpResult(
                subject.id(),
                subject.catalog().name(),
                Optional.of(detection),
                outcome,
                from,
                to,
                applied,
                stamped,
                corrected,
                seeds,
                verified,
                broken.flatMap(this::failed),
                problem.or(() -> broken.map(b -> b.problems().getFirst()))
                        .or(seeding::brokeOff)
                        .or(visit::notice)
                        .or(() -> lost));
    }

    private UpResult.Outcome success() {
        if (!applied.isEmpty() || seeding.installed()) {
            return UpResult.Outcome.UPGRADED;
        }
        return stamped.isEmpty() ? UpResult.Outcome.UNCHANGED : UpResult.Outcome.STAMPED;
    }

    private Optional<FailedRevision> failed(RunOutcome outcome) {
        return outcome.revision().flatMap(id -> outcome.failure()
                .map(failure -> new FailedRevision(id, visit.graph().get(id).file(), failure)));
    }

    private static UpResult.Outcome outcome(Ending ending) {
        return switch (ending) {
            case DONE -> UpResult.Outcome.UPGRADED;
            case FAILED, INTERRUPTED -> UpResult.Outcome.FAILED;
            case LOCKED -> UpResult.Outcome.LOCKED;
            case REFUSED -> UpResult.Outcome.REFUSED;
        };
    }
}
