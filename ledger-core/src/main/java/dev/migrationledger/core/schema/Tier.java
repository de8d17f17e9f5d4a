package dev.migrationledger.core.schema;

/** How much a difference weighs as evidence; see {@link Fact}. */
public enum Tier {
    HARD,
    SOFT,
    COSMETIC
}
