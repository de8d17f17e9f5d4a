package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseEvent.SeedOutcome;
import dev.migrationledger.core.history.DatabaseEvent.StepOutcome;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be asked of one database's history. Facts are gathered by the shell and put in the command. A
 * command that arrives twice has no second effect, except {@link Refuse}, {@link NoticeLoss} and failed
 * seeds: each time is remembered.
 */
public sealed interface DatabaseCommand {

    /**
     * Makes the database known, or notes a changed description.
     *
     * @param reached the physical database that was reached to be changed, by its id: one that was forgotten comes back by
     *                that alone; empty for whatever looks, and for what is done to many
     */
    record Register(Description description, Optional<TargetIdentity> reached) implements DatabaseCommand {
        public Register(Description description) {
            this(description, Optional.empty());
        }
    }

    /**
     * A person takes the database off the books.
     *
     * @param reason never blank
     * @param gone   the person says that it is gone for good: what is open in it will never end
     */
    record Forget(String reason, boolean gone) implements DatabaseCommand {
        public Forget(String reason) {
            this(reason, false);
        }
    }

    /** @param moved a person said that the database moved: a different identity is accepted */
    record Identify(TargetIdentity identity, boolean moved) implements DatabaseCommand {}

    record RecordDetection(Detection detection) implements DatabaseCommand {}

    /**
     * A tracker row was, or is about to be, written without running anything.
     *
     * @param forced   a person asked for it against or without evidence
     * @param evidence why it is right, or the person's reason; never blank
     */
    record Stamp(State from, State to, boolean forced, String evidence) implements DatabaseCommand {}

    /** The trackers contradict the evidence and are rewritten. */
    record CorrectClaim(State from, State to, String evidence) implements DatabaseCommand {}

    /** Remembers that something was not done. @param command such as {@code up}; @param code see docs/codes.md */
    record Refuse(String command, String code, String message) implements DatabaseCommand {}

    /**
     * Asks for a plan to be run. Accepted, it is the intent event; {@code attempt} stands for it from then on.
     *
     * @param recovers the unfinished attempt that this one continues
     */
    record RequestApply(String attempt, Plan plan, Optional<String> recovers) implements DatabaseCommand {}

    record RequestRevert(String attempt, Plan plan, Optional<String> recovers) implements DatabaseCommand {}

    /** @param outcomes of that attempt, in the order in which they happened */
    record RecordStepOutcomes(String attempt, List<StepOutcome> outcomes) implements DatabaseCommand {
        public RecordStepOutcomes {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Ends an apply or a revert. @param outcome see {@link DatabaseEvent.ApplyFinished}; @param state reached */
    record FinishApply(String attempt, String outcome, State state) implements DatabaseCommand {}

    /** Decides what an unknown outcome was. @param evidence a predicate's answer or a person's reason; never blank */
    record ResolveOutcome(boolean applied, String evidence) implements DatabaseCommand {}

    /** The target has seen a higher fence than this history gave. @param known the history's; @param seen the target's */
    record NoticeBehind(long known, long seen) implements DatabaseCommand {}

    /**
     * The database is at less than this history brought it to; of no effect unless the last look found it there.
     */
    record NoticeLoss(State expected, State found) implements DatabaseCommand {}

    /** Asks for an empty database to be filled from a dump. */
    record StartInstall(String snapshot, String digest) implements DatabaseCommand {}

    /** A person lets differences be. @param digest of those seen last, see {@code Drift}; @param reason never blank */
    record AcceptDrift(String digest, String reason) implements DatabaseCommand {}

    record RecordSeed(SeedOutcome outcome) implements DatabaseCommand {}
}
