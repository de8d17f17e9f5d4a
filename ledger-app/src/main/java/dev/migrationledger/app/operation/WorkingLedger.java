package dev.migrationledger.app.operation;

import dev.migrationledger.app.axon.Receipt;
import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.source.SnapshotScript;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that work on one database touches of the world: its history, the way to it, the clock and chance. Everything throws
 * {@code LedgerException} with a code when the store or the target refuses or disappears.
 */
public interface WorkingLedger {
    /** Decides a command and appends what follows, durably when this returns. */
    Receipt tell(Subject subject, DatabaseCommand command);

    /** Now, with all that was committed; {@link DatabaseState#NONE} for a database that nobody knows. */
    DatabaseState state(String databaseId);

    /** Oldest first. @param until empty for all */
    List<HistoryResult.Entry> history(String databaseId, Optional<Instant> until);

    /** Stores texts by their digest before they run. */
    void keep(Collection<Script> scripts);

    /** Detects what a database really is at; nothing is written. */
    Detector.Seen see(Subject subject, Target target);

    /**
     * How the schema that a dump makes differs from the state it claims to be.
     *
     * @return empty when the claim cannot be judged
     */
    Optional<List<Difference>> differences(Subject subject, SnapshotScript dump);

    TargetEngine engine(TargetAddress address);

    /** What runs the revisions of a catalog that are not SQL. */
    Tools tools(Subject subject);

    /** Says to whoever watches what is worked on that takes long. */
    default void working(String what) {}

    /** Of the process, for secrets; keyed by variable. */
    Map<String, String> environment();

    Interruption interruption();

    /** Why the person who runs this does; may be blank. */
    String reason();

    Clock clock();

    /** An id that no attempt had before. */
    String newAttempt();

    default Instant now() {
        return clock().instant();
    }
}
