package dev.migrationledger.core.catalog;

import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.List;
import java.util.Map;

/**
 * A named revision graph and all that belongs to it.
 *
 * @param snapshots each is an origin besides the empty database
 * @param seeds     in the order they run
 * @param probes    keyed by revision id: a query that is true exactly when the revision is in
 */
public record Catalog(
        String name,
        RevisionGraph graph,
        List<SnapshotScript> snapshots,
        List<SeedScript> seeds,
        Map<String, String> probes,
        Policy policy) {
    public Catalog {
        snapshots = List.copyOf(snapshots);
        seeds = List.copyOf(seeds);
        probes = Map.copyOf(probes);
    }
}
