package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;

/** When a person may say that a database may stay as it is: only what was just looked at, and with a reason. */
final class DriftRules {
    private DriftRules() {}

    static Decision<DatabaseEvent> accept(DatabaseState state, DatabaseCommand.AcceptDrift command) {
        if (command.reason().isBlank()) {
            return DatabaseDecider.no(Rejections.noReason("accepting drift"));
        }
        var seen = state.detection().filter(_ -> state.detectedLast());
        if (seen.flatMap(Drift::digest).filter(command.digest()::equals).isEmpty()) {
            return DatabaseDecider.no(new Problem(
                    "LDG770",
                    Exit.REFUSED,
                    "the drift to be accepted is not what was last seen in the database",
                    "look at it, then accept it: `ledger drift DATABASE`"));
        }
        if (!Drift.isJudged(seen.get())) {
            return DatabaseDecider.no(new Problem(
                    "LDG771",
                    Exit.REFUSED,
                    "there is no revision that the database has drifted from",
                    "`ledger detect DATABASE` shows what it is; only differences from a revision can be accepted"));
        }
        var event = new DatabaseEvent.DriftAccepted(
                command.digest(), Drift.of(seen.get()).size(), command.reason());
        return state.acceptedDrift().filter(event::equals).isPresent()
                ? DatabaseDecider.nothing()
                : DatabaseDecider.one(event);
    }
}
