package dev.migrationledger.core.history;

import dev.migrationledger.core.history.DatabaseEvent.StepOutcome;
import dev.migrationledger.core.planning.Plan;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A run of a plan that has begun.
 *
 * @param id       unique
 * @param recovers the attempt that this one continues
 * @param outcomes what was recorded of it and of those it continues, keyed by what it is about
 */
public record Attempt(
        String id, Direction direction, Plan plan, Optional<String> recovers, PersistentMap<StepOutcome> outcomes) {
    public enum Direction {
        APPLY,
        REVERT
    }

    /** Ids of revisions whose effect is in the target: applied, or reverted when that is the direction. */
    public SortedSet<String> done() {
        var done = new TreeSet<String>();
        outcomes.values().stream().filter(Attempt::isDone).map(StepOutcome::revision).forEach(done::add);
        return done;
    }

    /** Whether an outcome was recorded before; one that is done is done, whatever its timings and whoever reports it. */
    boolean knows(StepOutcome outcome) {
        var known = outcomes.get(key(outcome));
        return known != null && (isDone(outcome) || known.equals(outcome));
    }

    Attempt with(StepOutcome outcome) {
        return new Attempt(id, direction, plan, recovers, outcomes.with(key(outcome), outcome));
    }

    private static boolean isDone(StepOutcome outcome) {
        return switch (outcome) {
            case DatabaseEvent.RevisionApplied _, DatabaseEvent.RevisionReverted _ -> true;
            case DatabaseEvent.RevisionFailed _,
                    DatabaseEvent.RevisionBlocked _,
                    DatabaseEvent.OutcomeUnknown _,
                    DatabaseEvent.Verified _ -> false;
        };
    }

    private static String key(StepOutcome outcome) {
        return switch (outcome) {
            case DatabaseEvent.RevisionApplied o -> "done " + o.revision();
            case DatabaseEvent.RevisionReverted o -> "done " + o.revision();
            case DatabaseEvent.RevisionFailed o -> "failed " + o.revision();
            case DatabaseEvent.RevisionBlocked o -> "blocked " + o.revision() + " " + o.turn();
            case DatabaseEvent.OutcomeUnknown o -> "unknown " + o.revision() + " " + o.statement();
            case DatabaseEvent.Verified o -> "verified " + o.revision() + " " + o.check();
        };
    }
}
