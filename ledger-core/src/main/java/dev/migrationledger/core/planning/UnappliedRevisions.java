package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import java.util.List;

/** Which revisions lie between two states, in the order in which they can run. */
public final class UnappliedRevisions {
    private UnappliedRevisions() {}

    /** Members of {@code to} that are not in {@code from}; each after everything it needs. */
    public static List<Revision> toApply(RevisionGraph graph, State from, State to) {
        var in = graph.members(from);
        return graph.members(to).stream().filter(id -> !in.contains(id)).map(graph::get).toList();
    }

    /** Members of {@code from} that are not in {@code to}; each before everything it needs. */
    public static List<Revision> toRevert(RevisionGraph graph, State from, State to) {
        return toApply(graph, to, from).reversed();
    }
}
