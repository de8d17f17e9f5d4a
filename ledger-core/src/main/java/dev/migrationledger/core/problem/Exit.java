package dev.migrationledger.core.problem;

import java.util.Collection;

/** Exit codes of the command line (CLI contract, section "Exit codes"). */
public enum Exit {
    OK(0),
    /** Findings: drift, behind, unverified. */
    FINDINGS(1),
    FAILED(2),
    /** Refused because uncertain: a person must decide. */
    REFUSED(3),
    /** A lock is busy or timed out. */
    LOCKED(4),
    USAGE(64),
    CONFIGURATION(78);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The worst of several databases' exits: 2 over 4 over 3 over 1 over 0; usage and configuration above all. */
    public static Exit worst(Collection<Exit> exits) {
        return exits.stream().max((a, b) -> Integer.compare(a.severity(), b.severity())).orElse(OK);
    }

    private int severity() {
        return switch (this) {
            case OK -> 0;
            case FINDINGS -> 1;
            case REFUSED -> 2;
            case LOCKED -> 3;
            case FAILED -> 4;
            case USAGE -> 5;
            case CONFIGURATION -> 6;
        };
    }
}
