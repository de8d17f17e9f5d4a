package dev.migrationledger.app.result;

/**
 * What became of one seed script.
 *
 * @param detail the failure's message, or how many statements were passed over; may be empty
 */
public record SeedRun(String id, Outcome outcome, String detail) {
    public enum Outcome {
        APPLIED,
        /** The same digest was applied before. */
        UNCHANGED,
        FAILED
    }

    public SeedRun(String id, Outcome outcome) {
        this(id, outcome, "");
    }
}
