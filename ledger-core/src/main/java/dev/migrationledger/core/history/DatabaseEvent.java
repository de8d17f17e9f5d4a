package dev.migrationledger.core.history;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can happen to one database. Logical names are in the store, never class names; each has a golden
 * file. Actor, reason, command id and time stand in the event's metadata, not here.
 */
public sealed interface DatabaseEvent {

    /**
     * The database became known: the first event of every stream, and the first after it was forgotten.
     *
     * @param labels keyed by label name
     */
    record Registered(String catalog, String environment, String engine, String address, Map<String, String> labels)
            implements DatabaseEvent {}

    /** Its description in the configuration changed. */
    record Redescribed(String catalog, String environment, String engine, String address, Map<String, String> labels)
            implements DatabaseEvent {}

    /** Which physical database this is was seen for the first time, or a person said that it moved. */
    record Identified(TargetIdentity identity) implements DatabaseEvent {}

    record Detected(Detection detection) implements DatabaseEvent {}

    /** Looked again, and every answer was as in the last {@link Detected}. */
    record DetectionConfirmed(String fingerprint) implements DatabaseEvent {}

    /** A tracker row was written without running anything. @param evidence why it was right, or the person's reason */
    record Stamped(State from, State to, boolean forced, String evidence) implements DatabaseEvent {}

    /** What the trackers said was proven wrong and rewritten. */
    record ClaimCorrected(State from, State to, String evidence) implements DatabaseEvent {}

    /** A command was not carried out. @param command such as {@code stamp}; @param code see docs/codes.md */
    record Refused(String command, String code, String message) implements DatabaseEvent {}

    /**
     * The intent to run a plan; its place in the stream is the fence.
     *
     * @param attempt  unique
     * @param recovers the unfinished attempt that this one continues
     */
    record ApplyStarted(String attempt, Plan plan, Optional<String> recovers) implements DatabaseEvent {}

    /** @param recovered it was found already done, by its marker or by a catalog predicate */
    record RevisionApplied(String attempt, String revision, String digest, int statements, long millis, boolean recovered)
            implements StepOutcome {}

    record RevisionFailed(String attempt, String revision, Failure failure) implements StepOutcome {}

    /**
     * A lock was not to be had in time; what the statement had done is undone, and it is tried again.
     *
     * @param turn        of this attempt at this revision, from 1
     * @param failure     its message names who held the lock, as far as that was seen
     * @param pauseMillis before the next turn
     */
    record RevisionBlocked(String attempt, String revision, int turn, Failure failure, long pauseMillis)
            implements StepOutcome {}

    /** Whether a non-transactional statement ran could not be decided; nothing else runs until a person resolves it. */
    record OutcomeUnknown(String attempt, String revision, int statement, String message) implements StepOutcome {}

    /**
     * A person (or later evidence) decided what {@link OutcomeUnknown} left open.
     *
     * @param applied whether the statement had run
     */
    record OutcomeResolved(String attempt, String revision, int statement, boolean applied, String evidence)
            implements DatabaseEvent {}

    record Verified(String attempt, String revision, String check, boolean ok) implements StepOutcome {}

    /** @param outcome {@code upgraded}, {@code reverted}, {@code failed}, {@code locked}, {@code interrupted} */
    record ApplyFinished(String attempt, String outcome, State state) implements DatabaseEvent {}

    /** As {@link ApplyStarted}, for a plan that undoes its steps. */
    record RevertStarted(String attempt, Plan plan, Optional<String> recovers) implements DatabaseEvent {}

    record RevisionReverted(String attempt, String revision, String digest, long millis) implements StepOutcome {}

    /**
     * The target has seen a fence that this history never gave: the ledger was restored from an older backup, or another
     * ledger worked there. What the history believed to be running or unknown is out of date; evidence decides, and
     * fences go on above the one that was seen.
     *
     * @param known the highest fence of this history then
     * @param seen  the target's
     */
    record LedgerBehind(long known, long seen) implements DatabaseEvent {}

    /**
     * The database is at less than this history brought it to, in trackers and schema alike: it was restored, taken back by
     * another tool, or failed over to a copy that lacked commits. What the ledger expects stays as it is; what is missing
     * runs again.
     *
     * @param expected by this history
     * @param found    in the database
     */
    record FoundBehind(State expected, State found) implements DatabaseEvent {}

    /**
     * An empty database is about to be filled from a dump, statement by statement. It ends with the dump's
     * {@link SeedApplied}; until then what is there may look like an earlier state and lack the dump's rows.
     */
    record InstallStarted(String snapshot, String digest) implements DatabaseEvent {}

    /** @param errors of statements that failed and were passed over, in order; empty when all went well */
    record SeedApplied(String seed, String digest, int statements, List<String> errors) implements SeedOutcome {}

    record SeedFailed(String seed, String digest, boolean critical, Failure failure) implements SeedOutcome {}

    /**
     * A person said that the database may differ from its revision as it does.
     *
     * @param digest      of the differences, see {@code Drift}; the acceptance ends as soon as they are others, or gone
     * @param differences how many
     */
    record DriftAccepted(String digest, int differences, String reason) implements DatabaseEvent {}

    /**
     * A person said that the database is gone for good, with something open in it that will never end; what came of that
     * nobody knows. It is forgotten with that.
     *
     * @param attempt that was not finished, or left an outcome that nobody knows
     * @param dump    that was begun and had not come to its end
     */
    record LeftOpen(Optional<String> attempt, Optional<String> dump) implements DatabaseEvent {}

    /**
     * A person took the database off the books: it is gone, has another id now, or belongs to another ledger. What happened
     * before stays in the history; in the database itself nothing changes. Used again, it is registered anew.
     */
    record Forgotten(String reason) implements DatabaseEvent {}

    /** What came of one step of an attempt. */
    sealed interface StepOutcome extends DatabaseEvent {
        String attempt();

        String revision();
    }

    /** What came of one run of a seed. */
    sealed interface SeedOutcome extends DatabaseEvent {
        String seed();

        String digest();
    }
}
