package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.TargetIdentity;
import java.time.Duration;

/**
 * Hears what happens on a target, each thing after it is committed there (or rolled back), on the thread that runs. An
 * exception thrown here ends the run; the markers in the target keep what was done.
 */
public interface RunListener {
    RunListener NONE = new RunListener() {};

    /** Which physical database this is; always the first call. */
    default void identified(TargetIdentity identity) {}

    default void started(Revision revision) {}

    /** @param recovered it was found already done */
    default void applied(Revision revision, int statements, long millis, boolean recovered) {}

    /** A false one has rolled its revision back, if that was transactional. */
    default void verified(Revision revision, String check, boolean ok) {}

    default void failed(Revision revision, Failure failure) {}

    /** It waited too long for a lock, was rolled back and will be tried again. @param turn that failed, from 1 */
    default void blocked(Revision revision, int turn, Failure failure, Duration pause) {}

    default void outcomeUnknown(Revision revision, int statement, String message) {}

    /** Not of all that is in could be seen that it is in; the attempt is to be finished by the next run. */
    default void unsettled() {}

    default void reverted(Revision revision, long millis) {}

    /** A chunk of it is in; also once, before the first, where it goes on from an earlier run. */
    default void progressed(Revision revision, ChunkAccess.Progress progress) {}

    /** Something a person should know that is no failure: a statement that was passed over, and why. */
    default void noted(String subject, int line, String note) {}
}
