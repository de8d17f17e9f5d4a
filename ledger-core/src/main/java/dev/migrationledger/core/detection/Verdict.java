package dev.migrationledger.core.detection;

/** What the evidence proves about a live database (DESIGN section 5). */
public enum Verdict {
    EMPTY,
    /** One state explains the schema. */
    EXACT,
    /** Several states have this schema and neither data probes nor declared probes tell them apart. */
    EQUIVALENT,
    /** A revision is half applied. */
    PARTIAL,
    /** Not a state of the catalog, but near one. */
    DRIFTED,
    /** Too far from every state. */
    UNKNOWN
}
