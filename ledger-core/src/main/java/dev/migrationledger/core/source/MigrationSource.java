package dev.migrationledger.core.source;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import java.util.List;

/** Reads one source of a catalog. Reading never fails half-way: what could be read comes with every problem found. */
public interface MigrationSource {
    Content read();

    /**
     * @param revisions in no particular order; the graph orders them
     * @param snapshots dumps that claim to equal a state
     * @param seeds     seed scripts, in the order they run
     * @param problems  all of them
     */
    record Content(
            List<Revision> revisions, List<SnapshotScript> snapshots, List<SeedScript> seeds, List<Problem> problems) {
        public Content {
            revisions = List.copyOf(revisions);
            snapshots = List.copyOf(snapshots);
            seeds = List.copyOf(seeds);
            problems = List.copyOf(problems);
        }
    }
}
