package dev.migrationledger.app.alert;

import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertChange;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is told about an alert.
 *
 * @param resolved when it was over, and why; empty while it fires
 * @param test     whether nothing happened and a person only tries the channel
 */
public record Notification(Alert alert, Optional<Resolution> resolved, boolean test) {
    static final String FIRED = "alert.fired";
    static final String RESOLVED = "alert.resolved";

    public record Resolution(Instant at, String why) {}

    static Notification of(AlertChange change) {
        return switch (change) {
            case AlertChange.Fired(var alert) -> new Notification(alert, Optional.empty(), false);
            case AlertChange.Resolved(var alert, var at, var why) ->
                new Notification(alert, Optional.of(new Resolution(at, why)), false);
        };
    }

    /** Of nothing: a person tries a channel. It is of a key of its own, so no alert ends by it. */
    public static Notification test(Instant now) {
        return new Notification(
                new Alert(Rule.AUDIT_BROKEN, Severity.INFO, "test", "", Optional.empty(), now,
                        "this is a test of the channel; nothing happened", "nothing is to be done"),
                Optional.empty(),
                true);
    }

    public Notification over(Instant at, String why) {
        return new Notification(alert, Optional.of(new Resolution(at, why)), test);
    }

    /** Its type, as in the delivery's kind and in payloads. */
    String type() {
        return resolved.isPresent() ? RESOLVED : FIRED;
    }

    /** When what it tells happened. */
    Instant time() {
        return resolved.map(Resolution::at).orElse(alert.since());
    }

    /** For people: one line, which begins with how it stands. */
    String words() {
        var mark = test ? "TEST " : "";
        return resolved.map(over -> mark + "RESOLVED " + alert.summary() + " - " + over.why())
                .orElse(mark + alert.severity().name() + " " + alert.summary() + " - next: " + alert.hint());
    }
}
