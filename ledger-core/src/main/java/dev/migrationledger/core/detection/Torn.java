package dev.migrationledger.core.detection;

import dev.migrationledger.core.python.PythonText;
import dev.migrationledger.core.python.SchemaCalls;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script.Language;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A revision whose change of the schema is in and whose rest may not be. Where the engine's driver commits each change of
 * the schema by itself, a tool that dies within a revision leaves those that came before its first row, and its tracker
 * one revision below. The schema then looks like a tracker that is merely wrong by one revision.
 */
final class Torn {
    private Torn() {}

    /**
     * @param state what the schema is exactly at
     * @param proven whether data say of a revision, by its id, that it is in
     * @return the doubt in words; empty where no tracker is just one revision behind, or where the schema shows all of it
     */
    static Optional<String> first(
            List<TrackerReading> trackers, RevisionGraph graph, State state, Set<String> provenEmpty, Predicate<String> proven) {
        return trackers.stream()
                .filter(tracker -> tracker.kind().equals("alembic"))
                .flatMap(tracker -> ahead(tracker, graph, state, provenEmpty).stream()
                        .filter(revision -> !proven.test(revision.id()))
                        .map(revision -> tracker.table() + " does not name " + revision.id()
                                + ", whose schema is there: its tool may have died in it, and whether all of it ran, the schema does"
                                + " not tell"))
                .findFirst();
    }

    private static Optional<Revision> ahead(
            TrackerReading tracker, RevisionGraph graph, State state, Set<String> provenEmpty) {
        var said = Said.by(tracker, graph, new ArrayList<>());
        var members = graph.members(state);
        if (!said.unknown().isEmpty() || said.isRedundant() || !members.containsAll(said.members())) {
            return Optional.empty();
        }
        var ahead = members.stream()
                .filter(id -> !said.members().contains(id) && !provenEmpty.contains(id))
                .map(graph::get)
                .filter(revision -> revision.script().language() == Language.PYTHON)
                .filter(revision -> tracker.rows().isEmpty() || said.sources().contains(revision.source()))
                .toList();
        return ahead.size() == 1 ? Optional.of(ahead.getFirst()).filter(Torn::mayDoMore) : Optional.empty();
    }

    private static boolean mayDoMore(Revision revision) {
        return !SchemaCalls.only("upgrade", PythonText.read(revision.script().text()));
    }
}
