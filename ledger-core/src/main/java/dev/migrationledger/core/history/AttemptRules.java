package dev.migrationledger.core.history;

import dev.migrationledger.core.history.Attempt.Direction;
import dev.migrationledger.core.history.DatabaseEvent.StepOutcome;
import dev.migrationledger.core.history.Decision.Accepted;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.util.ArrayList;
import java.util.Optional;

/** The decider's rules for attempts: one at a time, never from a stale state, never past an unknown outcome. */
final class AttemptRules {
    private AttemptRules() {}

    static Decision<DatabaseEvent> request(DatabaseState state, Attempt wanted, DatabaseEvent started) {
        var running = state.running();
        if (running.filter(r -> r.id().equals(wanted.id())).isPresent()) {
            boolean same = running.get().plan().equals(wanted.plan()) && running.get().direction() == wanted.direction();
            return same ? DatabaseDecider.nothing() : DatabaseDecider.no(Rejections.attemptUsed(wanted.id()));
        }
        if (state.unknown().isPresent()) {
            return DatabaseDecider.no(Rejections.unresolved(state.unknown().get()));
        }
        var unfinished = DatabaseDecider.unfinishedInstall(state);
        if (unfinished.isPresent()) {
            return DatabaseDecider.no(unfinished.get());
        }
        if (state.finished().filter(f -> f.attempt().id().equals(wanted.id())).isPresent()) {
            return DatabaseDecider.no(Rejections.attemptUsed(wanted.id()));
        }
        if (wanted.recovers().isPresent() && running.isEmpty()) {
            return DatabaseDecider.no(Rejections.nothingToRecover(wanted.recovers().get()));
        }
        if (running.isPresent() && !wanted.recovers().equals(running.map(Attempt::id))) {
            return DatabaseDecider.no(Rejections.running(running.get()));
        }
        if (running.isPresent() && running.get().direction() != wanted.direction()) {
            return DatabaseDecider.no(
                    Rejections.wrongOutcome(wanted.id(), "an apply and a revert cannot continue one another"));
        }
        var starts = state.starts();
        state.agreedClaim().ifPresent(starts::add);
        running.ifPresent(r -> starts.add(r.plan().from()));
        if (!starts.contains(wanted.plan().from())) {
            return DatabaseDecider.no(Rejections.stale(wanted.plan().from(), starts));
        }
        return wanted.plan().isEmpty() && running.isEmpty() ? DatabaseDecider.nothing() : DatabaseDecider.one(started);
    }

    static Decision<DatabaseEvent> record(DatabaseState state, DatabaseCommand.RecordStepOutcomes command) {
        var events = new ArrayList<DatabaseEvent>();
        var now = state;
        for (var outcome : command.outcomes()) {
            var attempt = attempt(now, command.attempt());
            if (attempt.filter(a -> a.knows(outcome)).isPresent() && outcome.attempt().equals(command.attempt())) {
                continue;
            }
            var problem = problem(now, command.attempt(), outcome);
            if (problem.isPresent()) {
                return DatabaseDecider.no(problem.get());
            }
            events.add(outcome);
            now = Evolution.evolve(now, outcome);
        }
        return new Accepted<>(events);
    }

    static Decision<DatabaseEvent> finish(DatabaseState state, DatabaseCommand.FinishApply command) {
        if (state.finished().filter(f -> isSame(f, command)).isPresent()) {
            return DatabaseDecider.nothing();
        }
        var running = state.running().filter(r -> r.id().equals(command.attempt()));
        if (running.isEmpty()) {
            return DatabaseDecider.no(Rejections.notRunning(command.attempt()));
        }
        var problem = endProblem(state, running.get(), command.outcome(), command.state());
        return problem.map(DatabaseDecider::no)
                .orElseGet(() -> DatabaseDecider.one(
                        new DatabaseEvent.ApplyFinished(command.attempt(), command.outcome(), command.state())));
    }

    private static boolean isSame(DatabaseState.Finished finished, DatabaseCommand.FinishApply command) {
        return finished.attempt().id().equals(command.attempt())
                && finished.outcome().equals(command.outcome())
                && finished.state().equals(command.state());
    }

    private static Optional<Attempt> attempt(DatabaseState state, String id) {
        return state.running()
                .or(() -> state.finished().map(DatabaseState.Finished::attempt))
                .filter(a -> a.id().equals(id));
    }

    private static Optional<Problem> problem(DatabaseState state, String attempt, StepOutcome outcome) {
        var running = state.running().filter(r -> r.id().equals(attempt));
        if (!outcome.attempt().equals(attempt)) {
            return Optional.of(Rejections.wrongOutcome(attempt, "an outcome of attempt " + outcome.attempt()));
        }
        if (running.isEmpty()) {
            return Optional.of(Rejections.notRunning(attempt));
        }
        return switch (outcome) {
            case DatabaseEvent.RevisionApplied o -> doneProblem(state, running.get(), Direction.APPLY, o.revision());
            case DatabaseEvent.RevisionReverted o -> doneProblem(state, running.get(), Direction.REVERT, o.revision());
            case DatabaseEvent.RevisionFailed _,
                    DatabaseEvent.RevisionBlocked _,
                    DatabaseEvent.OutcomeUnknown _,
                    DatabaseEvent.Verified _ -> Optional.empty();
        };
    }

    private static Optional<Problem> doneProblem(
            DatabaseState state, Attempt running, Direction direction, String revision) {
        if (running.direction() != direction) {
            return Optional.of(Rejections.wrongOutcome(running.id(), revision + " went the other way"));
        }
        if (running.plan().steps().stream().noneMatch(s -> s.revision().equals(revision))) {
            return Optional.of(Rejections.wrongOutcome(running.id(), revision + " is not in its plan"));
        }
        return state.unknown().filter(u -> u.revision().equals(revision)).map(Rejections::unresolved);
    }

    private static Optional<Problem> endProblem(DatabaseState state, Attempt running, String outcome, State reached) {
        return switch (outcome) {
            case "upgraded" -> goodEndProblem(state, running, Direction.APPLY, reached);
            case "reverted" -> goodEndProblem(state, running, Direction.REVERT, reached);
            case "failed", "locked", "interrupted" -> Optional.empty();
            default -> Optional.of(Rejections.wrongOutcome(running.id(), "no such outcome: " + outcome));
        };
    }

    private static Optional<Problem> goodEndProblem(
            DatabaseState state, Attempt running, Direction direction, State reached) {
        if (running.direction() != direction || !reached.equals(running.plan().to())) {
            return Optional.of(Rejections.wrongOutcome(
                    running.id(), "it was to reach " + running.plan().to() + ", not " + reached));
        }
        if (state.unknown().isPresent()) {
            return state.unknown().map(Rejections::unresolved);
        }
        var done = running.done();
        var open = running.plan().steps().stream().map(Step::revision).filter(r -> !done.contains(r)).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(Rejections.incomplete(running.id(), open));
    }
}
