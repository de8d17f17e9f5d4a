package dev.migrationledger.core.rollout;

import dev.migrationledger.core.planning.Plan;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can happen to one rollout. What happens in its databases is in their own histories, with the rollout's
 * id in the metadata. Logical names are in the store, never class names; each has a golden file.
 */
public sealed interface RolloutEvent {

    /**
     * What is to be done was written down; the first event of every stream. It never changes: other plans are another
     * rollout.
     *
     * @param goal          selects the revisions that shall be in, such as {@code heads}
     * @param targets       in the order in which they are begun, wave by wave
     * @param plans         those of the targets, each once, sorted by digest
     * @param failureBudget databases that may stop; one more halts the rollout
     * @param concurrency   databases worked on at once
     * @param digest        SHA-256 over all of that, see {@link RolloutDigest}; the approval is bound to it
     * @param reason        why; never blank
     */
    record Planned(
            String goal,
            List<Target> targets,
            List<Plan> plans,
            int failureBudget,
            int concurrency,
            String digest,
            Person author,
            String reason)
            implements RolloutEvent {
        public Planned {
            targets = List.copyOf(targets);
            plans = List.copyOf(plans);
        }
    }

    /** @param digest of the plan that was seen; @param byAuthor whether its author insisted on approving it */
    record Approved(String digest, Person approver, boolean byAuthor) implements RolloutEvent {}

    /**
     * A process works on it from here on. Databases that stopped, and those that a dead process had begun, are begun
     * again.
     *
     * @param run unique; what another run still does is of no effect any more
     */
    record Resumed(String run) implements RolloutEvent {}

    /** Work on a database is about to begin. */
    record DatabaseStarted(String run, String database, int wave) implements RolloutEvent {}

    /** Work on a database ended. @param stop there exactly when the outcome is not a good one */
    record DatabaseFinished(String run, String database, int wave, Outcome outcome, Optional<Stop> stop)
            implements RolloutEvent {}

    /**
     * More databases stopped than may: no other is begun, those that run end.
     *
     * @param wave    in which it came to that
     * @param stopped by then, in the order of the plan
     */
    record Halted(int wave, int failureBudget, List<Stopped> stopped) implements RolloutEvent {
        public Halted {
            stopped = List.copyOf(stopped);
        }
    }

    /** A person wants no other database begun for now. @param reason may be blank */
    record Paused(String reason) implements RolloutEvent {}

    /** A person gave it up: no other database is begun, ever. @param reason never blank */
    record Aborted(String reason) implements RolloutEvent {}

    /** Every database was worked on. @param stopped no more than the failure budget allows, in the order of the plan */
    record Finished(List<Stopped> stopped) implements RolloutEvent {
        public Finished {
            stopped = List.copyOf(stopped);
        }
    }
}
