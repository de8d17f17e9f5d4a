package dev.migrationledger.core.revision;

/** What a revision is for. A documentation revision claims objects but runs nothing. */
public enum Kind {
    SCHEMA,
    DATA,
    DOCUMENTATION
}
