package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Exit;

/** How a piece of work on one target ended. */
public enum Ending {
    DONE,
    FAILED,
    LOCKED,
    INTERRUPTED,
    /** Nothing more runs until a person decides. */
    REFUSED;

    /** The ending that fits a problem found on the way. */
    static Ending of(Exit exit) {
        return switch (exit) {
            case OK -> DONE;
            case FINDINGS, REFUSED -> REFUSED;
            case LOCKED -> LOCKED;
            case FAILED, USAGE, CONFIGURATION -> FAILED;
        };
    }
}
