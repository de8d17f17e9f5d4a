package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Blanks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A revision that is not in one transaction and stopped between its statements, or its chunks. The target's markers say so,
 * and it is they that know what is missing: the schema may look as it did before, like a part, or already whole. No claim
 * ends it; a person does who insists.
 *
 * @param below where its plan goes on from; empty when neither claim nor evidence says it: the schema is nowhere near, or
 *              of a later revision, or several states are left
 */
public record HalfWay(Revision revision, Optional<State> below) {

    /**
     * @param begun    ids of revisions that have markers of single statements and none of their own
     * @param claimed  the own heads
     * @param near     states that the schema is at or like
     * @param possible those of which the evidence proves that it is one; empty when it proves nothing
     * @return the first of which it is known where it goes on; else the first; empty when the graph has none of them
     */
    static Optional<HalfWay> of(
            Set<String> begun, List<String> claimed, RevisionGraph graph, List<State> near, List<State> possible) {
        var found = graph.inOrder().stream()
                .filter(revision -> begun.contains(revision.id()))
                .map(revision -> new HalfWay(
                        revision,
                        believed(revision, claimed, graph, near).or(() -> proven(revision, graph, possible))))
                .toList();
        return found.stream().filter(half -> half.below().isPresent()).findFirst().or(() -> found.stream().findFirst());
    }

    /** The claim, where the revision may be next on it and the schema is that, or that with the revision. */
    private static Optional<State> believed(
            Revision revision, List<String> claimed, RevisionGraph graph, List<State> near) {
        if (!claimed.stream().allMatch(id -> graph.find(id).isPresent())) {
            return Optional.empty();
        }
        var members = graph.members(State.of(claimed));
        var whole = new LinkedHashSet<>(members);
        whole.add(revision.id());
        var alike = List.of(Blanks.without(members, graph), Blanks.without(whole, graph));
        return Optional.of(State.of(claimed))
                .filter(_ -> !members.contains(revision.id()) && isNext(revision, members, graph))
                .filter(_ -> near.stream().anyMatch(state -> alike.contains(Blanks.without(graph.members(state), graph))));
    }

    /** What is left of each state without the revision, where that is the same for all. */
    private static Optional<State> proven(Revision revision, RevisionGraph graph, List<State> possible) {
        var later = graph.descendants(Set.of(revision.id()));
        Predicate<Set<String>> isLater = members -> Blanks.without(members, graph).stream()
                .anyMatch(id -> later.contains(id) && !id.equals(revision.id()));
        var lower = new ArrayList<Set<String>>();
        for (var state : possible) {
            var members = new LinkedHashSet<>(graph.members(state));
            if (isLater.test(members)) {
                continue;
            }
            members.removeAll(later);
            if (isNext(revision, members, graph)) {
                members.addAll(graph.members(State.of(RevisionGraph.needs(revision))));
                lower.add(members);
            }
        }
        boolean same = lower.stream().map(members -> Blanks.without(members, graph)).distinct().count() == 1;
        return same ? Optional.of(graph.state(lower.getFirst())) : Optional.empty();
    }

    private static boolean isNext(Revision revision, Set<String> members, RevisionGraph graph) {
        return Blanks.with(members, graph).containsAll(RevisionGraph.needs(revision));
    }

    /** In words, for a person. */
    String evidence() {
        return revision.id() + " was begun and has not ended: by its markers some of its "
                + (revision.chunks().isPresent() ? "chunks" : "statements") + " are missing"
                + below.map(state -> "; it goes on above " + state).orElse("");
    }
}
