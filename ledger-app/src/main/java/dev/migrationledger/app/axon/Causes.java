package dev.migrationledger.app.axon;

import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import java.util.Optional;

/**
 * The events of one database that a later command may answer. What an attempt did answers its intent, in whichever run
 * that was; a decision of this run answers what this run saw; all else answers the run itself.
 */
final class Causes {
    private record Past(String event, String run) {}

    private record Intent(String attempt, String event) {}

    private Optional<Past> look = Optional.empty();
    private Optional<Intent> intent = Optional.empty();
    private Optional<String> unknown = Optional.empty();
    private Optional<Past> install = Optional.empty();

    void took(DatabaseEvent event, String id, String run) {
        switch (event) {
            case DatabaseEvent.Detected _, DatabaseEvent.DetectionConfirmed _ -> look = Optional.of(new Past(id, run));
            case DatabaseEvent.ApplyStarted started -> intent = Optional.of(new Intent(started.attempt(), id));
            case DatabaseEvent.RevertStarted started -> intent = Optional.of(new Intent(started.attempt(), id));
            case DatabaseEvent.OutcomeUnknown _ -> unknown = Optional.of(id);
            case DatabaseEvent.InstallStarted _ -> install = Optional.of(new Past(id, run));
            case DatabaseEvent.Registered _, DatabaseEvent.Redescribed _, DatabaseEvent.Identified _,
                    DatabaseEvent.Stamped _, DatabaseEvent.ClaimCorrected _, DatabaseEvent.Refused _,
                    DatabaseEvent.RevisionApplied _, DatabaseEvent.RevisionFailed _, DatabaseEvent.RevisionBlocked _,
                    DatabaseEvent.OutcomeResolved _, DatabaseEvent.Verified _, DatabaseEvent.ApplyFinished _,
                    DatabaseEvent.RevisionReverted _, DatabaseEvent.LedgerBehind _, DatabaseEvent.SeedApplied _,
                    DatabaseEvent.DriftAccepted _, DatabaseEvent.SeedFailed _, DatabaseEvent.LeftOpen _, DatabaseEvent.Forgotten _,
                    DatabaseEvent.FoundBehind _ -> {}
        }
    }

    /** Id of the event that a command answers, or of its run. */
    String of(DatabaseCommand command, String run) {
        return switch (command) {
            case DatabaseCommand.Register _, DatabaseCommand.Identify _, DatabaseCommand.RecordDetection _,
                    DatabaseCommand.NoticeBehind _, DatabaseCommand.Forget _ -> run;
            case DatabaseCommand.Stamp _, DatabaseCommand.CorrectClaim _, DatabaseCommand.Refuse _, DatabaseCommand.NoticeLoss _,
                    DatabaseCommand.StartInstall _ -> seenIn(run);
            case DatabaseCommand.RequestApply request -> recovered(request.recovers()).orElseGet(() -> seenIn(run));
            case DatabaseCommand.RequestRevert request -> recovered(request.recovers()).orElseGet(() -> seenIn(run));
            case DatabaseCommand.RecordStepOutcomes outcomes -> intent(outcomes.attempt()).orElse(run);
            case DatabaseCommand.FinishApply finish -> intent(finish.attempt()).orElse(run);
            case DatabaseCommand.ResolveOutcome _ -> unknown.orElse(run);
            case DatabaseCommand.AcceptDrift _ -> look.map(Past::event).orElse(run);
            case DatabaseCommand.RecordSeed _ -> install.filter(past -> past.run().equals(run))
                    .map(Past::event)
                    .orElseGet(() -> seenIn(run));
        };
    }

    private String seenIn(String run) {
        return look.filter(past -> past.run().equals(run)).map(Past::event).orElse(run);
    }

    private Optional<String> recovered(Optional<String> attempt) {
        return attempt.flatMap(this::intent);
    }

    private Optional<String> intent(String attempt) {
        return intent.filter(past -> past.attempt().equals(attempt)).map(Intent::event);
    }
}
