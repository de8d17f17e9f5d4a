package dev.migrationledger.core.rollout;

import java.util.Optional;

/** Everything that can be asked of one rollout. A command that arrives twice has no second effect. */
public sealed interface RolloutCommand {

    record Plan(RolloutEvent.Planned planned) implements RolloutCommand {}

    /**
     * @param digest   of what was shown to the approver
     * @param insisted the approver knows that he may be the author, and gave a reason
     */
    record Approve(String digest, Person approver, boolean insisted) implements RolloutCommand {}

    /** Sent by a process that nobody else works beside. @param run unique */
    record Resume(String run) implements RolloutCommand {}

    /** Asks whether work on a database may begin. */
    record Start(String run, String database) implements RolloutCommand {}

    /** @param stop there exactly when the outcome is not a good one */
    record Finish(String run, String database, Outcome outcome, Optional<Stop> stop) implements RolloutCommand {}

    record Pause(String reason) implements RolloutCommand {}

    record Abort(String reason) implements RolloutCommand {}
}
