package dev.migrationledger.core.history;

/**
 * What became of the seeds of one database.
 *
 * @param applied digests of the scripts as last applied, keyed by seed id
 * @param failed  digests of the scripts that failed since the last revision was applied or reverted, keyed by seed id;
 *                each would fail again
 */
public record Seeds(PersistentMap<String> applied, PersistentMap<String> failed) {
    public static final Seeds NONE = new Seeds(PersistentMap.empty(), PersistentMap.empty());

    public boolean hasApplied(String seed, String digest) {
        return digest.equals(applied.get(seed));
    }

    public boolean hasFailed(String seed, String digest) {
        return digest.equals(failed.get(seed));
    }

    Seeds applied(String seed, String digest) {
        return new Seeds(applied.with(seed, digest), failed.without(seed));
    }

    Seeds failed(String seed, String digest) {
        return new Seeds(applied, failed.with(seed, digest));
    }

    /** The schema is another now: what failed may succeed. */
    Seeds onOtherSchema() {
        return new Seeds(applied, PersistentMap.empty());
    }
}
