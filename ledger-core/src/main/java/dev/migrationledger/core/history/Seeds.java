package dev.migrationledger.core.history;

import java.util.Optional;

/**
 * What became of the seeds of one database.
 *
 * @param applied digests of the scripts as last applied, keyed by seed id
 * @param failed  digests of the scripts that failed since the last revision was applied or reverted, keyed by seed id;
 *                each would fail again, as its failure does not pass by itself
 * @param installing the dump that was begun and did not get to its end
 */
public record Seeds(PersistentMap<String> applied, PersistentMap<String> failed, Optional<String> installing) {
    public static final Seeds NONE = new Seeds(PersistentMap.empty(), PersistentMap.empty(), Optional.empty());

    public boolean hasApplied(String seed, String digest) {
        return digest.equals(applied.get(seed));
    }

    public boolean hasFailed(String seed, String digest) {
        return digest.equals(failed.get(seed));
    }

    Seeds applied(String seed, String digest) {
        return new Seeds(applied.with(seed, digest), failed.without(seed), installing.filter(dump -> !dump.equals(seed)));
    }

    Seeds failed(String seed, String digest) {
        return new Seeds(applied, failed.with(seed, digest), installing);
    }

    /** The schema is another now: what failed may succeed. */
    Seeds onOtherSchema() {
        return new Seeds(applied, PersistentMap.empty(), installing);
    }

    /** @param dump empty when a person said what the database is */
    Seeds installing(Optional<String> dump) {
        return new Seeds(applied, failed, dump);
    }
}
