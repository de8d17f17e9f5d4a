package dev.migrationledger.app.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came of one try. No text of the receiver is in it: that could repeat a secret. */
public sealed interface Reply {

    /** It answered 2xx. */
    record Delivered() implements Reply {}

    /**
     * The same may succeed later.
     *
     * @param why   in words
     * @param after as the receiver asked by {@code Retry-After}
     * @param ours  whether this very message made the receiver fail; otherwise it was away or busy
     */
    record Later(String why, Optional<Duration> after, boolean ours) implements Reply {}

    /** The receiver does not want this message, and would not later. */
    record Refused(String why) implements Reply {}

    /** The receiver wants no messages any more (410). */
    record Gone() implements Reply {}
}
