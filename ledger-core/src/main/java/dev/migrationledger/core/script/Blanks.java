package dev.migrationledger.core.script;

import dev.migrationledger.core.revision.RevisionGraph;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Revisions that run nothing: detection takes them for run wherever they could be, a plan may end below them. */
public final class Blanks {
    private Blanks() {}

    /** With every such revision that could have run on them. */
    public static Set<String> with(Set<String> members, RevisionGraph graph) {
        var settled = new LinkedHashSet<>(members);
        graph.inOrder().stream()
                .filter(revision -> Blank.is(revision.script()))
                .filter(revision -> settled.containsAll(RevisionGraph.needs(revision)))
                .forEach(revision -> settled.add(revision.id()));
        return settled;
    }

    /** What is left is the same for two states exactly when nothing but such revisions lies between them. */
    public static Set<String> without(Set<String> members, RevisionGraph graph) {
        return members.stream().filter(id -> !Blank.is(graph.get(id).script())).collect(Collectors.toSet());
    }
}
