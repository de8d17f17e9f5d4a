package dev.migrationledger.core.rollout;

import dev.migrationledger.core.history.Decision;
import dev.migrationledger.core.history.Decision.Accepted;
import dev.migrationledger.core.history.Decision.Rejected;
import dev.migrationledger.core.history.PersistentMap;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.RolloutState.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What a command does to one rollout. Pure. */
public final class RolloutDecider {
    private RolloutDecider() {}

    public static Decision<RolloutEvent> decide(RolloutState state, RolloutCommand command) {
        if (state.planned().isEmpty()) {
            return command instanceof RolloutCommand.Plan plan ? plan(plan.planned()) : no(RolloutProblems.unknown(""));
        }
        return switch (command) {
            case RolloutCommand.Plan c ->
                state.planned().get().equals(c.planned()) ? nothing() : no(RolloutProblems.idUsed());
            case RolloutCommand.Approve c -> approve(state, c);
            case RolloutCommand.Resume c -> resume(state, c);
            case RolloutCommand.Start c -> start(state, c);
            case RolloutCommand.Finish c -> finish(state, c);
            case RolloutCommand.Pause c -> pause(state, c);
            case RolloutCommand.Abort c -> abort(state, c);
        };
    }

    /** @param act that is not done without one */
    public static Problem noReason(String act) {
        return RolloutProblems.noReason(act);
    }

    private static Decision<RolloutEvent> plan(RolloutEvent.Planned planned) {
        if (planned.reason().isBlank()) {
            return no(noReason("a rollout"));
        }
        if (planned.targets().isEmpty() || planned.failureBudget() < 0 || planned.concurrency() < 1) {
            return no(RolloutProblems.numbers());
        }
        return one(planned);
    }

    private static Decision<RolloutEvent> approve(RolloutState state, RolloutCommand.Approve command) {
        var planned = state.planned().orElseThrow();
        if (state.phase().isFinal()) {
            return no(RolloutProblems.over(state.phase()));
        }
        if (!planned.digest().equals(command.digest())) {
            return no(RolloutProblems.otherDigest());
        }
        if (state.approved().isPresent()) {
            return nothing();
        }
        boolean byAuthor = planned.author().mayBe(command.approver());
        return byAuthor && !command.insisted()
                ? no(RolloutProblems.byAuthor(planned.author()))
                : one(new RolloutEvent.Approved(command.digest(), command.approver(), byAuthor));
    }

    private static Decision<RolloutEvent> resume(RolloutState state, RolloutCommand.Resume command) {
        return switch (state.phase()) {
            case PLANNED -> no(RolloutProblems.notApproved());
            case APPROVED, PAUSED, HALTED -> one(new RolloutEvent.Resumed(command.run()));
            case RUNNING ->
                isOf(state, command.run()) ? nothing() : one(new RolloutEvent.Resumed(command.run()));
            case ABORTED, FINISHED -> no(RolloutProblems.over(state.phase()));
        };
    }

    private static Decision<RolloutEvent> start(RolloutState state, RolloutCommand.Start command) {
        var target = state.target(command.database());
        if (target.isEmpty()) {
            return no(RolloutProblems.outOfTurn(command.database(), "it is not in the plan"));
        }
        return switch (state.phase()) {
            case PLANNED -> no(RolloutProblems.notApproved());
            case APPROVED -> no(RolloutProblems.outOfTurn(command.database(), "nothing runs"));
            case PAUSED, HALTED -> no(RolloutProblems.stands(state.phase()));
            case ABORTED, FINISHED -> no(RolloutProblems.over(state.phase()));
            case RUNNING -> started(state, command, target.get());
        };
    }

    private static Decision<RolloutEvent> started(RolloutState state, RolloutCommand.Start command, Target target) {
        if (!isOf(state, command.run())) {
            return no(RolloutProblems.takenOver());
        }
        var progress = state.progress(target);
        if (progress.isUnderWay()) {
            return nothing();
        }
        if (!state.waiting().contains(target)) {
            return no(RolloutProblems.outOfTurn(
                    target.database(), progress.isWaiting() ? "an earlier wave is not done" : "it was done"));
        }
        if (state.underWay().size() >= state.planned().orElseThrow().concurrency()) {
            return no(RolloutProblems.outOfTurn(target.database(), "as many as may are under way"));
        }
        return one(new RolloutEvent.DatabaseStarted(command.run(), target.database(), target.wave()));
    }

    private static Decision<RolloutEvent> finish(RolloutState state, RolloutCommand.Finish command) {
        var target = state.target(command.database());
        var progress = target.map(state::progress).orElse(Progress.NONE);
        if (!isOf(state, command.run())) {
            return no(RolloutProblems.takenOver());
        }
        if (progress.outcome().equals(Optional.of(command.outcome())) && progress.stop().equals(command.stop())) {
            return nothing();
        }
        if (target.isEmpty() || !progress.isUnderWay() || command.outcome().isStop() != command.stop().isPresent()) {
            return no(RolloutProblems.outOfTurn(command.database(), "it is not under way, or ended without saying why"));
        }
        var events = new ArrayList<RolloutEvent>();
        events.add(new RolloutEvent.DatabaseFinished(
                command.run(), command.database(), target.get().wave(), command.outcome(), command.stop()));
        consequence(evolve(state, events.getFirst()), target.get().wave()).ifPresent(events::add);
        return new Accepted<>(events);
    }

    /** Of a database's end for the whole. */
    private static Optional<RolloutEvent> consequence(RolloutState state, int wave) {
        var stopped = state.stopped();
        int budget = state.planned().orElseThrow().failureBudget();
        return switch (state.phase()) {
            case RUNNING, PAUSED -> stopped.size() > budget
                    ? Optional.of(new RolloutEvent.Halted(wave, budget, stopped))
                    : state.wave().isEmpty() ? Optional.of(new RolloutEvent.Finished(stopped)) : Optional.empty();
            case PLANNED, APPROVED, HALTED, ABORTED, FINISHED -> Optional.empty();
        };
    }

    private static Decision<RolloutEvent> pause(RolloutState state, RolloutCommand.Pause command) {
        return switch (state.phase()) {
            case PLANNED -> no(RolloutProblems.notApproved());
            case APPROVED, RUNNING -> one(new RolloutEvent.Paused(command.reason()));
            case PAUSED, HALTED -> nothing();
            case ABORTED, FINISHED -> no(RolloutProblems.over(state.phase()));
        };
    }

    private static Decision<RolloutEvent> abort(RolloutState state, RolloutCommand.Abort command) {
        if (command.reason().isBlank()) {
            return no(RolloutProblems.noReason("aborting a rollout"));
        }
        return switch (state.phase()) {
            case PLANNED, APPROVED, RUNNING, PAUSED, HALTED -> one(new RolloutEvent.Aborted(command.reason()));
            case ABORTED -> nothing();
            case FINISHED -> no(RolloutProblems.over(state.phase()));
        };
    }

    private static boolean isOf(RolloutState state, String run) {
        return state.run().filter(run::equals).isPresent();
    }

    /** Of one that nothing more is done for. */
    public static Problem over(RolloutState.Phase phase) {
        return RolloutProblems.over(phase);
    }

    /** Of a rollout that nobody planned. */
    public static Problem unknown(String id) {
        return RolloutProblems.unknown(id);
    }

    /** The state after one more event. */
    public static RolloutState evolve(RolloutState state, RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.Planned e -> new RolloutState(
                    Phase.PLANNED, Optional.of(e), Optional.empty(), Optional.empty(), PersistentMap.empty());
            case RolloutEvent.Approved e ->
                new RolloutState(Phase.APPROVED, state.planned(), Optional.of(e), state.run(), state.progress());
            case RolloutEvent.Resumed e -> resumed(state, e);
            case RolloutEvent.DatabaseStarted e -> state.with(e.database(), Progress.startedIn(e.run()));
            case RolloutEvent.DatabaseFinished e -> state.with(
                    e.database(),
                    state.progress().getOrDefault(e.database(), Progress.NONE).ended(e.outcome(), e.stop()));
            case RolloutEvent.Halted _ -> state.in(Phase.HALTED);
            case RolloutEvent.Paused _ -> state.in(Phase.PAUSED);
            case RolloutEvent.Aborted _ -> state.in(Phase.ABORTED);
            case RolloutEvent.Finished _ -> state.in(Phase.FINISHED);
        };
    }

    private static RolloutState resumed(RolloutState state, RolloutEvent.Resumed event) {
        var again = new HashMap<String, Progress>();
        state.progress().forEach((database, progress) -> again.put(database, progress.again()));
        return new RolloutState(
                Phase.RUNNING, state.planned(), state.approved(), Optional.of(event.run()), PersistentMap.of(again));
    }

    /** The state after these events, in their order. */
    public static RolloutState fold(Iterable<? extends RolloutEvent> events) {
        var state = RolloutState.NONE;
        for (var event : events) {
            state = evolve(state, event);
        }
        return state;
    }

    private static Decision<RolloutEvent> nothing() {
        return new Accepted<>(List.of());
    }

    private static Decision<RolloutEvent> one(RolloutEvent event) {
        return new Accepted<>(List.of(event));
    }

    private static Decision<RolloutEvent> no(Problem problem) {
        return new Rejected<>(problem);
    }
}
