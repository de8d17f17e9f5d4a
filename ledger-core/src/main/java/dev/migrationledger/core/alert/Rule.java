package dev.migrationledger.core.alert;

import java.util.Locale;

/** What an alert can be about. */
public enum Rule {
    /** A revision failed and the database still stands before it. */
    REVISION_FAILED(Severity.CRITICAL),
    /** Whether a statement ran could not be decided: nothing more runs there until a person says so. */
    OUTCOME_UNKNOWN(Severity.CRITICAL),
    /** The schema is not that of a revision, and nobody accepted the difference. */
    DRIFT(Severity.WARNING),
    /** The trackers say something else than the evidence. */
    CLAIM_WRONG(Severity.WARNING),
    /** More databases of a rollout stopped than may: no other is begun until a person says so. */
    ROLLOUT_HALTED(Severity.CRITICAL),
    /** Nobody got to see the database for too long. */
    SILENT(Severity.WARNING),
    /** The log is not what was stored and signed. */
    AUDIT_BROKEN(Severity.CRITICAL);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    /** Unless configured otherwise. */
    public Severity severity() {
        return severity;
    }

    /** As in configuration, keys and payloads. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
