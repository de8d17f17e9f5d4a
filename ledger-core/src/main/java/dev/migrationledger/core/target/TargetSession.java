package dev.migrationledger.core.target;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One connection that works on a target: the primitives out of which execution is made, and no order among them. A
 * session is used by one thread; only {@link #cancel()} may come from another. Outside {@link #begin()} and
 * {@link #commit()} each statement is its own transaction. Everything throws {@link StatementFailed} when the target
 * does not do as told.
 */
public interface TargetSession extends Target {

    /** Creates the ledger's own tables where they are missing; safe when two sessions do it at once. */
    void prepare();

    /** Empty when the own tables are missing or have no row. */
    Optional<Registration> registration();

    /**
     * Writes the one row without heads, with the highest epoch of a marker, 0 where there is none: that a row was deleted does
     * not let an old run back in. What is there already stays.
     */
    void register(String databaseId, TargetIdentity identity, String catalog);

    /** The same database is from now on physically another: moved or restored on purpose. Clears the fence. */
    void adopt(String databaseId, TargetIdentity identity, String catalog);

    /** Tries once to be the only executor; the lock ends with {@link #unlock()} or with the session, however it dies. */
    boolean tryLock();

    void unlock();

    /** Who holds what {@link #tryLock()} wants. */
    List<LockHolder> lockHolders();

    /**
     * Tries once to be the only operation that means to change the target, from its first look until its outcome is
     * in the ledger. Beside {@link #tryLock()}, which a statement of a dead executor may hold for longer; ends with
     * the session.
     */
    boolean tryReserve();

    /** Who holds what {@link #tryReserve()} wants. */
    List<LockHolder> reservedBy();

    void begin();

    void commit();

    /** Never throws: a session that cannot roll back is lost, and a lost one has rolled back. */
    void rollback();

    boolean inTransaction();

    /** Changes when a script ends the transaction behind our back. */
    String transactionId();

    /** Sets the fence if the one in the target is lower; false: a newer executor was there. Waits for the row. */
    boolean raiseFence(long epoch);

    /** Whether the fence is still this one; locks it until the transaction ends. */
    boolean keepFence(long epoch);

    /** After {@link #prepare()}. */
    Optional<Marker> marker(String revision, int statement);

    /** What has a marker, of itself or of one of its statements; see {@link Marker#revision()}. */
    Set<String> marked();

    /** Writes a marker, over one that is there. */
    void mark(Marker marker);

    /** Removes every marker of a revision. */
    void unmark(String revision);

    /** Removes the marker of one statement; see {@link Marker#statement()}. */
    void unmark(String revision, int statement);

    /**
     * Removes the markers of every revision that is not one of these, and those of single statements.
     *
     * @param begunToo whether revisions keep theirs that were begun and have no marker of their own
     */
    void keepMarkers(Set<String> revisions, boolean begunToo);

    /** Makes the own heads and every tracker that is present say this state. */
    void claim(Claimed claimed);

    /** Tells the trackers that keep a row for it that a script which runs whenever its text changes has run. */
    default void ranAgain(String file, Script script) {}

    /** One statement, as it is written. */
    void execute(String sql);

    /** @param sql a {@code COPY .. FROM STDIN}; @param data its lines, each with its line end */
    void copyIn(String sql, String data);

    /** As {@link Target#holds(String)}, within the transaction, with the failure typed; null is not true. */
    boolean isTrue(String query);

    /** Tracker tables of other tools, as schema, dot, name, without quotes; may be asked within a transaction. */
    Set<String> trackerTables();

    /** Whether one of {@link #trackerTables()} has a row. */
    boolean hasRows(String table);

    /** Takes back whatever a script set for the session: search path, role, limits. */
    void restoreSettings();

    Judgement judge(String sql);

    /** How a project's own tool is let in, and seen to be gone. */
    default ToolAccess toolAccess() {
        return ToolAccess.OPEN;
    }

    /** How revisions in chunks go through a table. */
    default ChunkAccess chunks() {
        return ChunkAccess.NONE;
    }

    /** Whether the server still answers. */
    boolean isAlive();

    /** Asks the server to stop what this session runs; does nothing when nothing runs. Never throws. */
    void cancel();

    /** The claimed state in the own table; empty when it is not registered. */
    default Optional<State> heads() {
        return registration().map(Registration::heads);
    }
}
