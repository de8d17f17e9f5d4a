package dev.migrationledger.core.target;

/**
 * What the target itself knows about one revision or one statement of it.
 *
 * @param revision  id, or {@link #ofRevert} of it
 * @param statement number within the script, from 1; 0 for the revision as a whole
 * @param attempt   that wrote it
 * @param epoch     the attempt's fence
 * @param digest    of the script that ran
 */
public record Marker(String revision, int statement, Phase phase, String attempt, long epoch, String digest) {
    public enum Phase {
        /** Committed before a statement that runs alone. */
        BEGUN,
        DONE
    }

    /** Under which the revert of a revision is marked. @param revision id */
    public static String ofRevert(String revision) {
        return "revert:" + revision;
    }
}
