package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.history.DatabaseEvent;
import java.util.List;

/**
 * Whether a rollout has begun to change a database, by that database's own history. That it was asked to is not enough: it
 * may have been refused or locked there, or have died before.
 */
final class Begun {
    private Begun() {}

    /** @param history of the database, oldest first; what was before it was forgotten does not count */
    static boolean by(String rollout, List<HistoryResult.Entry> history) {
        return history.reversed().stream()
                .takeWhile(entry -> !(entry.event() instanceof DatabaseEvent.Forgotten))
                .anyMatch(entry -> entry.from().rollout().equals(rollout) && begins(entry.event()));
    }

    private static boolean begins(DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.ApplyStarted _,
                    DatabaseEvent.InstallStarted _,
                    DatabaseEvent.Stamped _,
                    DatabaseEvent.ClaimCorrected _ -> true;
            case DatabaseEvent.Registered _,
                    DatabaseEvent.Redescribed _,
                    DatabaseEvent.Identified _,
                    DatabaseEvent.Detected _,
                    DatabaseEvent.DetectionConfirmed _,
                    DatabaseEvent.Refused _,
                    DatabaseEvent.StepOutcome _,
                    DatabaseEvent.OutcomeResolved _,
                    DatabaseEvent.ApplyFinished _,
                    DatabaseEvent.RevertStarted _,
                    DatabaseEvent.LedgerBehind _,
                    DatabaseEvent.FoundBehind _,
                    DatabaseEvent.SeedOutcome _,
                    DatabaseEvent.DriftAccepted _,
                    DatabaseEvent.LeftOpen _,
                    DatabaseEvent.Forgotten _ -> false;
        };
    }
}
