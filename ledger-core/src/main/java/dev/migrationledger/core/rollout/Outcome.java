package dev.migrationledger.core.rollout;

/** What came of one database. */
public enum Outcome {
    UPGRADED,
    UNCHANGED,
    /** Only the trackers were brought in step with the evidence. */
    STAMPED,
    FAILED,
    /** All revisions are in, but a post-condition is untrue or the schema is not the expected one. */
    UNVERIFIED,
    /** A person must decide. */
    REFUSED,
    LOCKED;

    /** Whether it counts against the failure budget. */
    public boolean isStop() {
        return switch (this) {
            case UPGRADED, UNCHANGED, STAMPED -> false;
            case FAILED, UNVERIFIED, REFUSED, LOCKED -> true;
        };
    }
}
