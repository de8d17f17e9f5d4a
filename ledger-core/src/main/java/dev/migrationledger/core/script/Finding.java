package dev.migrationledger.core.script;

/** Something a person should know before a statement runs. @param code LDG130 to LDG149, see {@link FindingRule} */
public record Finding(String code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
