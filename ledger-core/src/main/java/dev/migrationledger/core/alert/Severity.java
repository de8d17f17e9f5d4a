package dev.migrationledger.core.alert;

import java.util.Locale;

/** How soon a person should look. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** As in configuration and payloads. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
