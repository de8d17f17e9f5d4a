package dev.migrationledger.core.alert;

import java.time.Instant;

/** An alert begins or ends. */
public sealed interface AlertChange {
    Alert alert();

    record Fired(Alert alert) implements AlertChange {}

    /** @param alert as it fired; @param why in words */
    record Resolved(Alert alert, Instant at, String why) implements AlertChange {}
}
