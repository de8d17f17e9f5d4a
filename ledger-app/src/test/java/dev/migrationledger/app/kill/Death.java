package dev.migrationledger.app.kill;

/** What dies. */
enum Death {
    /** {@code kill -9} of the process that runs the ledger. */
    KILL,
    /** {@code pg_ctl stop -m immediate} of the server on whose side the point is, which then starts again. */
    CRASH,
    /** The connections to that server. */
    CUT
}
