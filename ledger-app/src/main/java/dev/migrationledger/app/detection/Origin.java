package dev.migrationledger.app.detection;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where histories of a catalog begin: with nothing, or with a dump that claims to be a state.
 *
 * @param script what is loaded first
 */
record Origin(String id, State start, Optional<Script> script) {

    /** The empty one first. A dump at a revision that the catalog does not have is a problem and no origin. */
    static List<Origin> of(Catalog catalog, Collection<Problem> problems) {
        var origins = new ArrayList<Origin>();
        origins.add(new Origin(OriginReference.EMPTY, State.EMPTY, Optional.empty()));
        for (var snapshot : catalog.snapshots()) {
            var at = revision(catalog, snapshot);
            if (at.isPresent()) {
                origins.add(new Origin(snapshot.id(), State.of(at.get()), Optional.of(snapshot.script())));
            } else {
                problems.add(new Problem(
                        "LDG422",
                        Exit.CONFIGURATION,
                        "snapshot " + snapshot.id() + " of catalog " + catalog.name() + " claims to be at "
                                + snapshot.at() + ", which is no revision of the catalog, or more than one",
                        "name a revision that `ledger graph` shows"));
            }
        }
        return origins;
    }

    private static Optional<String> revision(Catalog catalog, SnapshotScript snapshot) {
        var ids = catalog.graph().inOrder().stream().map(Revision::id).toList();
        if (ids.contains(snapshot.at())) {
            return Optional.of(snapshot.at());
        }
        var found = ids.stream().filter(id -> id.startsWith(snapshot.at())).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Names what an origin looks like on an engine. */
    String key(Scratch scratch) {
        return Digest.of("references 2", scratch.engine(), id, script.map(Script::digest).orElse(""));
    }

    /** Revisions that are not in the start, in graph order. */
    List<Revision> revisions(Catalog catalog) {
        Set<String> included = catalog.graph().members(start);
        return catalog.graph().inOrder().stream().filter(r -> !included.contains(r.id())).toList();
    }
}
