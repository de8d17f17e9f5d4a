package dev.migrationledger.core.detection;

/** How what the trackers say relates to what the evidence proves. */
public enum Claim {
    AGREES,
    /** No tracker table, or none that speaks for the source in which the states that are left differ. */
    ABSENT,
    /** A tracker table without rows. */
    EMPTY,
    WRONG,
    /** More rows than heads make sense, or trackers that contradict each other. */
    SEVERAL,
    UNKNOWN_REVISION
}
