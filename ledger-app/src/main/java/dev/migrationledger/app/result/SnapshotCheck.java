package dev.migrationledger.app.result;

import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Whether a dump is what it claims to be.
 *
 * @param at          the revision that it claims to equal
 * @param differences of its schema from that which the revisions make; empty when they cannot make it, so that nothing
 *                    can be compared
 */
public record SnapshotCheck(String id, String at, Optional<List<Difference>> differences) {
    public long count(Tier tier) {
        return differences.stream().flatMap(List::stream).filter(d -> d.tier() == tier).count();
    }
}
