package dev.migrationledger.app.operation;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A revision that is not in one transaction and stopped between its statements, or its chunks. The target's markers say so, and it is they
 * that know what is missing: the schema may look as it did before, like a part, or already whole.
 *
 * @param below where its plan goes on from
 */
record HalfWay(Revision revision, State below) {

    /** Empty as well when the schema is nowhere near: then markers and schema are not of one history. */
    static Optional<HalfWay> in(Detection detection, RevisionGraph graph, TargetSession session) {
        return detection.halfWayAbove()
                .filter(below -> below.heads().stream().allMatch(id -> graph.find(id).isPresent()))
                .flatMap(below -> graph.inOrder().stream()
                        .filter(revision -> isNext(revision, graph.members(below), graph))
                        .filter(revision -> session.marker(revision.id(), 1).isPresent())
                        .filter(revision -> session.marker(revision.id(), 0).isEmpty())
                        .map(revision -> new HalfWay(revision, below))
                        .filter(half -> half.isNear(detection, graph))
                        .findFirst());
    }

    private static boolean isNext(Revision revision, Set<String> members, RevisionGraph graph) {
        return !revision.inOneTransaction()
                && !members.contains(revision.id())
                && Blanks.with(members, graph).containsAll(RevisionGraph.needs(revision));
    }

    private boolean isNear(Detection detection, RevisionGraph graph) {
        var whole = new LinkedHashSet<>(graph.members(below));
        whole.add(revision.id());
        var near = List.of(Blanks.without(graph.members(below), graph), Blanks.without(whole, graph));
        return switch (detection.verdict()) {
            case EMPTY, EXACT, EQUIVALENT, PARTIAL, DRIFTED ->
                Stream.concat(Stream.of(detection.state()), detection.candidates().stream())
                        .anyMatch(state -> near.contains(Blanks.without(graph.members(state), graph)));
            case UNKNOWN -> false;
        };
    }

    /** Why nothing but going on is possible. */
    Problem first(String databaseId) {
        return new Problem(
                "LDG813",
                Exit.REFUSED,
                "revision " + revision.id() + " of " + databaseId + " stopped between its "
                        + (revision.chunks().isPresent() ? "chunks" : "statements"),
                "`ledger up " + databaseId + "` goes on with it; then revert");
    }
}
