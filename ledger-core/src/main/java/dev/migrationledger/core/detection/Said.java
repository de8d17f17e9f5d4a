package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One tracker's rows as revisions.
 *
 * @param heads       as named, or for tools that record every version the last of them
 * @param members     with all they need, in graph order; those of other sources too
 * @param unknown     rows that name no revision
 * @param unrecorded  members that a tool which records every version should have recorded and has not
 * @param sources     those that it speaks for: a tool knows of no others
 * @param isRedundant a tool that keeps heads has a row that another row includes
 */
record Said(
        TrackerReading tracker,
        Set<String> heads,
        Set<String> members,
        Set<String> unknown,
        Set<String> unrecorded,
        Set<String> sources,
        boolean isRedundant) {
    /** Alembic accepts a prefix of an id in its table and leaves it there; shorter than this it is a coincidence. */
    private static final int SHORTEST_PREFIX = 4;

    /** What golang-migrate holds when the first version's way down was begun (its database/postgres, SetVersion). */
    private static final String NO_VERSION = "-1";

    private enum Keeps {
        HEADS,
        /** Every version from its beginning on, which may be a baseline. */
        VERSIONS_SINCE,
        EVERY_VERSION,
        HIGHEST
    }

    static Said by(TrackerReading tracker, RevisionGraph graph, List<String> words) {
        var known = new LinkedHashSet<String>();
        var unknown = new LinkedHashSet<String>();
        boolean repeated = false;
        for (var row : tracker.rows()) {
            var found = revision(row, tracker.kind(), graph);
            repeated |= found.isPresent() && !known.add(found.get());
            found.filter(id -> !id.equals(row)).ifPresent(id ->
                    words.add(tracker.table() + " holds " + row + ", which is short for " + id));
            if (found.isEmpty() && !(row.equals(NO_VERSION) && keeps(tracker) == Keeps.HIGHEST)) {
                unknown.add(row);
                words.add(tracker.table() + " names " + row + ", which is no revision of the catalog");
            }
        }
        var members = graph.members(State.of(known));
        var heads = graph.state(members).heads();
        var sources = sources(tracker, known, graph);
        if (keeps(tracker) != Keeps.HEADS) {
            var unrecorded = unrecorded(tracker, known, members, sources, graph);
            return new Said(tracker, heads, members, unknown, unrecorded, sources, false);
        }
        var redundant = repeated || heads.size() < known.size();
        if (redundant) {
            words.add(tracker.table() + " has " + tracker.rows().size() + " rows: " + String.join(", ", tracker.rows()));
        }
        return new Said(tracker, known, members, unknown, Set.of(), sources, redundant);
    }

    String table() {
        return tracker.table();
    }

    /** Members of these sources. */
    Set<String> of(Collection<String> which, RevisionGraph graph) {
        return of(members, which, graph);
    }

    static Set<String> of(Set<String> members, Collection<String> sources, RevisionGraph graph) {
        return members.stream()
                .filter(id -> sources.contains(graph.get(id).source()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Keeps keeps(TrackerReading tracker) {
        return switch (tracker.kind()) {
            case "alembic", "ledger" -> Keeps.HEADS;
            case "flyway" -> Keeps.VERSIONS_SINCE;
            case "golang-migrate" -> Keeps.HIGHEST;
            default -> Keeps.EVERY_VERSION;
        };
    }

    /** The ledger's own table speaks for the whole catalog; another tool's for the sources that its rows are of. */
    private static Set<String> sources(TrackerReading tracker, Set<String> known, RevisionGraph graph) {
        var all = graph.inOrder().stream().map(Revision::source).collect(Collectors.toSet());
        if (tracker.kind().equals("ledger") || all.size() == 1) {
            return all;
        }
        return known.stream().map(id -> graph.get(id).source()).collect(Collectors.toSet());
    }

    private static Set<String> unrecorded(
            TrackerReading tracker, Set<String> known, Set<String> members, Set<String> sources, RevisionGraph graph) {
        if (keeps(tracker) == Keeps.HIGHEST) {
            return Set.of();
        }
        var missing = of(members, sources, graph);
        missing.removeAll(known);
        if (keeps(tracker) == Keeps.VERSIONS_SINCE) {
            missing.retainAll(graph.descendants(known));
        }
        return missing;
    }

    /** By id, else by number (golang-migrate records 3 for {@code 000003_users}), else by unique prefix. */
    private static Optional<String> revision(String row, String kind, RevisionGraph graph) {
        if (graph.find(row).isPresent()) {
            return Optional.of(row);
        }
        var number = number(row);
        var numbered = row.chars().allMatch(Character::isDigit) && !number.isEmpty()
                ? only(graph, id -> number(id).equals(number))
                : Optional.<String>empty();
        var mayBePrefix = kind.equals("alembic") && row.length() >= SHORTEST_PREFIX;
        return numbered.or(() -> mayBePrefix ? only(graph, id -> id.startsWith(row)) : Optional.empty());
    }

    private static String number(String id) {
        int end = 0;
        while (end < id.length() && Character.isDigit(id.charAt(end))) {
            end++;
        }
        return end == id.length() || "_-. ".indexOf(id.charAt(end)) >= 0
                ? id.substring(0, end).replaceFirst("^0+(?=.)", "")
                : "";
    }

    private static Optional<String> only(RevisionGraph graph, Predicate<String> test) {
        var found = graph.inOrder().stream().map(Revision::id).filter(test).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
