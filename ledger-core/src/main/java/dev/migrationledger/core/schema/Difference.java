package dev.migrationledger.core.schema;

/**
 * One object that is not as expected.
 *
 * @param expected what the reference has, in words; empty for an extra object
 * @param actual   what the live schema has; empty for a missing object
 * @param revision id of the revision that makes the expected object so; empty when no revision does
 */
public record Difference(Change change, FactKey key, String expected, String actual, Tier tier, String revision) {
    public enum Change {
        MISSING,
        EXTRA,
        CHANGED
    }

    public Difference because(String revisionId) {
        return new Difference(change, key, expected, actual, tier, revisionId);
    }
}
