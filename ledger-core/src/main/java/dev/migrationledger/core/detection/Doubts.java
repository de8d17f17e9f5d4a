package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a tool says of itself that a schema alone does not settle, although it is exactly at a state.
 *
 * <ul>
 *   <li>A migration ended half-way. The tool wrote the version before it ran the file, on the way up or down, so the
 *       schema explains the flag when it is at that version or one beside it and everything the file does shows in it:
 *       a tool may send a file statement by statement, and what changes rows alone may be in or not
 *   <li>A version was passed over that later ones come after: nothing shows whether one that changes rows alone ran
 * </ul>
 */
final class Doubts {
    private static final String KINDS = "(?:or\\s+replace\\s+|unlogged\\s+|unique\\s+|materialized\\s+|recursive\\s+|foreign\\s+)*"
            + "(?:table|index|sequence|type|domain|schema|extension|trigger|function|procedure|policy|view)\\b";

    /** All that such a statement does is held by a snapshot; it neither takes rows along nor sets what is not compared. */
    private static final Pattern SHOWS = Pattern.compile("(?is)(?:create|alter|drop)\\s+" + KINDS
            + "(?!.*\\b(?:owner\\s+to|restart|set\\s*\\(|set\\s+statistics|replica\\s+identity)).*");

    private static final Pattern TAKES_ROWS =
            Pattern.compile("(?is)create\\s+(?:unlogged\\s+)?table\\b.*\\bas\\s*(?:\\(|select|values|with|table|execute)\\b?.*");

    private Doubts() {}

    /**
     * @param state       exactly what the schema is at
     * @param differences that remain
     * @return the first doubt, in words; empty when there is none
     */
    static Optional<String> first(
            List<TrackerReading> trackers,
            RevisionGraph graph,
            State state,
            Set<String> provenEmpty,
            List<Difference> differences) {
        return trackers.stream()
                .flatMap(tracker -> {
                    var said = Said.by(tracker, graph, new ArrayList<>());
                    return passedOver(said, graph)
                            .or(() -> tracker.isUnfinished()
                                    ? halfWay(said, graph, state, provenEmpty, differences)
                                    : Optional.empty())
                            .stream();
                })
                .findFirst();
    }

    private static Optional<String> passedOver(Said said, RevisionGraph graph) {
        return said.unrecorded().stream()
                .flatMap(id -> hidden(graph.get(id).script()).stream()
                        .map(hidden -> said.table() + " does not name " + id
                                + "; whether this ran, the schema does not tell: " + hidden))
                .findFirst();
    }

    private static Optional<String> halfWay(
            Said said, RevisionGraph graph, State state, Set<String> provenEmpty, List<Difference> differences) {
        var says = said.table() + " says that a migration ended half-way at "
                + (said.heads().isEmpty() ? "the first" : String.join(", ", said.heads()));
        var proven = Said.of(graph.members(state), said.sources(), graph);
        var named = said.of(said.sources(), graph);
        var apart = new ArrayList<>(named.stream().filter(id -> !proven.contains(id)).toList());
        apart.addAll(proven.stream().filter(id -> !named.contains(id)).toList());
        apart.removeAll(provenEmpty);
        if (apart.size() > 1 || !said.unknown().isEmpty()) {
            return Optional.of(says + ", which a schema at " + state + " does not explain");
        }
        if (differences.stream().anyMatch(d -> d.tier() != Tier.COSMETIC)) {
            return Optional.of(says + ", and the schema differs from " + state);
        }
        return around(said, graph).stream()
                .flatMap(script -> hidden(script).stream())
                .findFirst()
                .map(hidden -> says + "; whether this ran, the schema does not tell: " + hidden);
    }

    /** What may have been running: the way up to what is named, and the way down to it. */
    private static List<Script> around(Said said, RevisionGraph graph) {
        var scripts = new ArrayList<Script>();
        said.heads().forEach(id -> scripts.add(graph.get(id).script()));
        graph.inOrder().stream()
                .filter(revision -> said.sources().contains(revision.source()))
                .filter(revision -> !said.members().contains(revision.id()))
                .filter(revision -> said.members().containsAll(revision.parents()))
                .map(Revision::revert)
                .flatMap(Optional::stream)
                .forEach(scripts::add);
        return scripts;
    }

    /** The first statement whose effect a snapshot does not hold; a program may do anything. */
    private static Optional<String> hidden(Script script) {
        return switch (script.language()) {
            case SQL -> ScriptReader.read(script).sent().stream()
                    .filter(part -> !SHOWS.matcher(part.sql()).matches() || TAKES_ROWS.matcher(part.sql()).matches())
                    .findFirst()
                    .map(part -> "line " + part.line() + ", " + part.sql().lines().findFirst().orElse(""));
            case PYTHON -> Optional.of("line " + script.firstLine() + ", a program");
        };
    }
}
