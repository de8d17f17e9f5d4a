package dev.migrationledger.core.target;

import java.util.List;

/**
 * How the target answered a statement that it did not carry out.
 *
 * @param sqlState five characters; empty when the failure has none
 * @param message  the server's primary message, never its detail: that one quotes values of rows
 * @param holders  for {@link Kind#LOCKED}: who held the lock, as far as it was seen; else empty
 */
public record StatementFailure(Kind kind, String sqlState, String message, List<LockHolder> holders) {
    public enum Kind {
        /** The server refused it; what it had done is undone. */
        REFUSED,
        /** A lock was not to be had in time, or two waited for each other; undone as well. */
        LOCKED,
        /** A limit of time was reached; undone as well. */
        TIMED_OUT,
        /** Somebody asked for it to stop; undone as well. */
        CANCELLED,
        /** The connection broke: what the server did is not known from here. */
        LOST
    }

    public StatementFailure {
        holders = List.copyOf(holders);
    }
}
