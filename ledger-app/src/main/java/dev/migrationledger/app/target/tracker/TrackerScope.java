package dev.migrationledger.app.target.tracker;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.target.Claimed;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which revisions of a catalog one tracker speaks of: those of the sources that its rows name (a number
 * may be an id in several: then those whose files look like that tool's); of the only source; or, when it is empty, of
 * the one source whose files look like that tool's. A tracker that names none is somebody else's.
 *
 * @param revisions in graph order, in the claimed state or not
 * @param members   ids of those that are in the claimed state, in graph order
 */
record TrackerScope(RevisionGraph graph, List<Revision> revisions, Set<String> members) {

    /**
     * @param names whether a row is about a revision
     * @param files whether a file looks like the tool's
     */
    static Optional<TrackerScope> of(
            Claimed claimed, Collection<String> rows, BiPredicate<String, Revision> names, Predicate<String> files) {
        var graph = claimed.graph();
        var all = graph.inOrder();
        var sources = sourcesOf(all, _ -> true);
        var named = sourcesOf(all, revision -> rows.stream().anyMatch(row -> names.test(row, revision)));
        var looking = sourcesOf(all, revision -> files.test(revision.file()));
        Set<String> ours;
        if (!named.isEmpty()) {
            var both = named.stream().filter(looking::contains).collect(Collectors.toSet());
            ours = both.isEmpty() ? named : both;
        } else if (!rows.isEmpty() && !claimed.rewrite()) {
            ours = Set.of();
        } else {
            ours = sources.size() == 1 ? sources : looking.size() == 1 ? looking : Set.of();
        }
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        var in = graph.members(claimed.state());
        var revisions = all.stream().filter(revision -> ours.contains(revision.source())).toList();
        return Optional.of(new TrackerScope(
                graph,
                revisions,
                revisions.stream()
                        .map(Revision::id)
                        .filter(in::contains)
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    private static Set<String> sourcesOf(List<Revision> revisions, Predicate<Revision> which) {
        return revisions.stream().filter(which).map(Revision::source).collect(Collectors.toSet());
    }

    List<Revision> in() {
        return revisions.stream().filter(revision -> members.contains(revision.id())).toList();
    }

    /** Members that no other member needs. */
    Set<String> heads() {
        var needed = in().stream()
                .flatMap(revision -> RevisionGraph.needs(revision).stream())
                .collect(Collectors.toSet());
        return members.stream().filter(id -> !needed.contains(id)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<Revision> about(String row, BiPredicate<String, Revision> names) {
        return revisions.stream().filter(revision -> names.test(row, revision)).findFirst();
    }
}
