package dev.migrationledger.app.simulation;

/** What can go wrong at one call. */
enum Fault {
    NONE,
    /** The process dies; nothing was sent. */
    DIE_BEFORE,
    /** The process dies when the request is sent: the other side goes on with it, in its own time. */
    DIE_DURING,
    /** The process dies before it hears the answer. */
    DIE_AFTER,
    /** The connection breaks; nothing was sent. */
    CUT_BEFORE,
    /** The connection breaks when the request is sent: the other side goes on with it, in its own time. */
    CUT_DURING,
    /** The answer is lost. */
    CUT_AFTER,
    /** The server dies before it acts; what is not committed is gone. */
    CRASH_BEFORE,
    /** The server dies right after it acted. */
    CRASH_AFTER,
    /** A replica that lacks the last commits takes over. */
    FAIL_OVER,
    /** Somebody else holds a lock for longer than the session waits. */
    LOCKED,
    /** Disk full, out of memory. */
    REFUSED,
    /** A script, or a pooler, lets go of the session's advisory locks. */
    UNLOCKED,
    /** A person presses Ctrl-C. */
    INTERRUPTED,
    /** The ledger's store is brought back from an older backup; who works with it dies. */
    RESTORED
}
