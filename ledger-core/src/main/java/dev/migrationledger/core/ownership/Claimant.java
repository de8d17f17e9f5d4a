package dev.migrationledger.core.ownership;

/**
 * One party that an object may belong to.
 *
 * @param revision empty for a seed
 * @param source   id of the revision's source, of the snapshot, or of the seed
 */
public record Claimant(String revision, String source, How how) {
    public enum How {
        /** The revision made it in the scratch database, or its CREATE statement found it there. */
        CREATES,
        /** A documentation revision names it. */
        DOCUMENTS,
        /** It is in a dump. */
        LOADS,
        SEEDS,
        /** The revision took it away, and yet it is there. */
        DROPS
    }
}
