package dev.migrationledger.core.whatif;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.revision.State;
import java.util.Optional;

/** What a run did about a database before it ran anything there. */
public sealed interface Decided {
    /** Went on from what the trackers claim, or from nothing. */
    record Started(State from) implements Decided {}

    record Stamped(State to) implements Decided {}

    record Corrected(State from, State to) implements Decided {}

    record Refused(String code, String message) implements Decided {}

    /** Empty for what decides nothing, and for what a person or something else than a policy decided. */
    static Optional<Decided> by(DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.Stamped stamp when !stamp.forced() -> Optional.of(new Stamped(stamp.to()));
            case DatabaseEvent.ClaimCorrected correction ->
                Optional.of(new Corrected(correction.from(), correction.to()));
            case DatabaseEvent.Refused refusal when Footing.DECIDED_BY_POLICY.contains(refusal.code()) ->
                Optional.of(new Refused(refusal.code(), refusal.message()));
            case DatabaseEvent.ApplyStarted started when started.recovers().isEmpty() ->
                Optional.of(new Started(started.plan().from()));
            case DatabaseEvent.Stamped _, DatabaseEvent.Refused _, DatabaseEvent.ApplyStarted _, DatabaseEvent.Registered _,
                    DatabaseEvent.Redescribed _, DatabaseEvent.Identified _, DatabaseEvent.Detected _,
                    DatabaseEvent.DetectionConfirmed _, DatabaseEvent.RevisionApplied _, DatabaseEvent.RevisionFailed _,
                    DatabaseEvent.RevisionBlocked _, DatabaseEvent.OutcomeUnknown _, DatabaseEvent.OutcomeResolved _,
                    DatabaseEvent.Verified _, DatabaseEvent.ApplyFinished _, DatabaseEvent.RevertStarted _,
                    DatabaseEvent.RevisionReverted _, DatabaseEvent.LedgerBehind _, DatabaseEvent.InstallStarted _,
                    DatabaseEvent.SeedApplied _, DatabaseEvent.SeedFailed _, DatabaseEvent.DriftAccepted _,
                    DatabaseEvent.LeftOpen _, DatabaseEvent.Forgotten _, DatabaseEvent.FoundBehind _ -> Optional.empty();
        };
    }

    static Decided of(Footing footing) {
        return switch (footing) {
            case Footing.Firm(var state) -> new Started(state);
            case Footing.Fresh() -> new Started(State.EMPTY);
            case Footing.Stamp(var state, _) -> new Stamped(state);
            case Footing.Correct(var from, var to, _) -> new Corrected(from, to);
            case Footing.Refused(var problem) -> new Refused(problem.code(), problem.message());
        };
    }

    /** Whether both do the same to the database; where a start begins is no matter of policy, nor are a refusal's words. */
    default boolean isLike(Decided other) {
        return switch (this) {
            case Started _ -> other instanceof Started;
            case Refused _ -> other instanceof Refused;
            case Stamped(var to) -> other instanceof Stamped(var its) && its.equals(to);
            case Corrected(_, var to) -> other instanceof Corrected(_, var its) && its.equals(to);
        };
    }
}
