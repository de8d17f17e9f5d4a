package dev.migrationledger.core.catalog;

/** What to do without a person when the answer is a set, and when the trackers are proven wrong. */
public record Policy(Equivalent equivalent, WrongClaim wrongClaim) {
    public static final Policy DEFAULT = new Policy(Equivalent.REFUSE, WrongClaim.CORRECT);

    /** {@code EARLIEST} only where the later revisions are declared or proven idempotent. */
    public enum Equivalent {
        REFUSE,
        EARLIEST
    }

    public enum WrongClaim {
        CORRECT,
        REFUSE
    }
}
