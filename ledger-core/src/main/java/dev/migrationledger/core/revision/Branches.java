package dev.migrationledger.core.revision;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which revisions a branch label names. As in Alembic (docs, "Working with Branch Labels"): the revision that carries
 * it, all its descendants, and its ancestors up to the preceding branch point or merge, that one excluded. Parents make
 * descent, dependencies do not.
 */
public final class Branches {
    private final RevisionGraph graph;

    public Branches(RevisionGraph graph) {
        this.graph = graph;
    }

    /** Every label of the graph, sorted. */
    public Set<String> labels() {
        return graph.inOrder().stream().flatMap(r -> r.labels().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels that name a revision, inherited ones included, sorted. */
    public Set<String> labelsOf(String id) {
        return graph.inOrder().stream()
                .filter(carrier -> !carrier.labels().isEmpty() && members(carrier.id()).contains(id))
                .flatMap(carrier -> carrier.labels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The revision that carries a label. */
    public Optional<Revision> carrier(String label) {
        return graph.inOrder().stream().filter(r -> r.labels().contains(label)).findFirst();
    }

    /** The revisions of the branch on which a revision stands, in graph order. */
    public Set<String> members(String id) {
        var members = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(List.of(id));
        while (!waiting.isEmpty()) {
            var next = waiting.remove();
            if (members.add(next)) {
                waiting.addAll(children(next));
            }
        }
        var at = graph.get(id);
        while (at.parents().size() == 1) {
            at = graph.get(at.parents().getFirst());
            if (at.isMerge() || children(at.id()).size() > 1) {
                break;
            }
            members.add(at.id());
        }
        return graph.inOrder().stream()
                .map(Revision::id)
                .filter(members::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The members of a branch that no other revision has as a parent, in graph order. */
    public List<String> heads(String id) {
        return members(id).stream().filter(member -> children(member).isEmpty()).toList();
    }

    /** Ids whose parent this is, in graph order; those that only depend on it are left out. */
    public List<String> children(String id) {
        return graph.children(id).stream()
                .filter(child -> graph.get(child).parents().contains(id))
                .toList();
    }
}
