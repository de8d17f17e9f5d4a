package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.Attempt.Direction;
import dev.migrationledger.core.history.DatabaseEvent.StepOutcome;
import java.util.Optional;

/** The fold of {@link DatabaseState}: takes events as they come and never objects, since they have happened. */
final class Evolution {
    private Evolution() {}

    static DatabaseState evolve(DatabaseState state, DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.Registered e -> state.described(
                    new Description(e.catalog(), e.environment(), e.engine(), e.address(), e.labels()));
            case DatabaseEvent.Redescribed e -> state.described(
                    new Description(e.catalog(), e.environment(), e.engine(), e.address(), e.labels()));
            case DatabaseEvent.Identified e -> state.identified(e.identity());
            case DatabaseEvent.Detected e -> detected(state, Optional.of(e.detection()));
            case DatabaseEvent.DetectionConfirmed _ -> detected(state, state.detection());
            case DatabaseEvent.Stamped e -> stamp(state, e);
            case DatabaseEvent.ClaimCorrected e -> state.acted(e.to(), e);
            case DatabaseEvent.Refused _, DatabaseEvent.FoundBehind _, DatabaseEvent.LeftOpen _ -> state;
            case DatabaseEvent.ApplyStarted e -> state.running(Optional.of(new Attempt(
                    e.attempt(), Direction.APPLY, e.plan(), e.recovers(), earlier(state, e.recovers()))));
            case DatabaseEvent.RevertStarted e -> state.running(Optional.of(new Attempt(
                    e.attempt(), Direction.REVERT, e.plan(), e.recovers(), earlier(state, e.recovers()))));
            case DatabaseEvent.RevisionApplied e -> remember(state, e)
                    .applied(state.applied().with(e.revision(), e.digest()), e);
            case DatabaseEvent.RevisionReverted e -> remember(state, e).applied(state.applied().without(e.revision()), e);
            case DatabaseEvent.RevisionFailed e -> remember(state, e);
            case DatabaseEvent.RevisionBlocked e -> remember(state, e);
            case DatabaseEvent.LedgerBehind e -> state.behind(e.seen());
            case DatabaseEvent.OutcomeUnknown e -> remember(state, e).unknown(Optional.of(e));
            case DatabaseEvent.OutcomeResolved _ -> state.unknown(Optional.empty());
            case DatabaseEvent.Verified e -> remember(state, e);
            case DatabaseEvent.ApplyFinished e -> finish(state, e);
            case DatabaseEvent.InstallStarted e -> state.installing(e.snapshot(), e);
            case DatabaseEvent.SeedApplied e -> state.seeded(state.seeds().applied(e.seed(), e.digest()), Optional.of(e));
            case DatabaseEvent.DriftAccepted e -> state.driftAccepted(e);
            case DatabaseEvent.Forgotten _ -> state.asForgotten();
            case DatabaseEvent.SeedFailed e -> e.failure().mayPass()
                    ? state
                    : state.seeded(state.seeds().failed(e.seed(), e.digest()), Optional.empty());
        };
    }

    /** Where nothing is, no seed and no part of a dump is either. */
    private static DatabaseState detected(DatabaseState state, Optional<Detection> seen) {
        var isEmpty = seen.filter(detection -> detection.verdict() == Verdict.EMPTY).isPresent();
        return (isEmpty ? state.seeded(Seeds.NONE, Optional.empty()) : state).detected(seen);
    }

    /** A person who stamps by force says what an unfinished dump left. */
    private static DatabaseState stamp(DatabaseState state, DatabaseEvent.Stamped event) {
        var before = event.forced()
                ? state.seeded(state.seeds().installing(Optional.empty()), Optional.empty())
                : state;
        return before.acted(event.to(), event);
    }

    private static PersistentMap<StepOutcome> earlier(DatabaseState state, Optional<String> recovers) {
        return state.running()
                .filter(running -> recovers.filter(running.id()::equals).isPresent())
                .map(Attempt::outcomes)
                .orElse(PersistentMap.empty());
    }

    private static DatabaseState remember(DatabaseState state, StepOutcome outcome) {
        return state.running()
                .map(running -> state.running(Optional.of(running.with(outcome))))
                .orElse(state);
    }

    private static DatabaseState finish(DatabaseState state, DatabaseEvent.ApplyFinished event) {
        return state.running()
                .map(running -> state.finished(new DatabaseState.Finished(running, event.outcome(), event.state())))
                .orElse(state)
                .acted(event.state(), event);
    }
}
