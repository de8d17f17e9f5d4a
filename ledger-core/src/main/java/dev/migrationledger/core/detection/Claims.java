package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the trackers say, and how it relates to what the evidence proves.
 *
 * @param claimed what they name, as catalog revisions where those are known
 * @param words   what is odd about them, one sentence each; empty when nothing is
 */
public record Claims(Claim claim, State claimed, List<String> words) {
    /** Alembic accepts a prefix of an id in its table and leaves it there; shorter than this it is a coincidence. */
    private static final int SHORTEST_PREFIX = 4;

    public Claims {
        words = List.copyOf(words);
    }

    /**
     * @param proven      states that the evidence allows: one for a single answer, every one of a set
     * @param provenEmpty ids of revisions that run nothing: a claim with or without them is the same
     */
    public static Claims judge(
            List<TrackerReading> trackers, RevisionGraph graph, Collection<State> proven, Set<String> provenEmpty) {
        if (trackers.isEmpty()) {
            return new Claims(Claim.ABSENT, State.EMPTY, List.of());
        }
        var words = new ArrayList<String>();
        var said = trackers.stream()
                .filter(tracker -> !tracker.rows().isEmpty())
                .map(tracker -> Said.by(tracker, graph, words))
                .toList();
        trackers.stream().filter(TrackerReading::dirty).forEach(tracker ->
                words.add(tracker.table() + " says itself that a migration ended half-way (dirty)"));
        if (said.isEmpty()) {
            return new Claims(Claim.EMPTY, State.EMPTY, words);
        }
        var heads = new TreeSet<String>();
        said.forEach(s -> heads.addAll(s.heads()));
        if (said.stream().anyMatch(s -> !s.unknown().isEmpty())) {
            return new Claims(Claim.UNKNOWN_REVISION, State.of(heads), words);
        }
        if (said.stream().anyMatch(Said::isRedundant) || disagree(said, graph, words)) {
            return new Claims(Claim.SEVERAL, State.of(heads), words);
        }
        var members = graph.members(State.of(heads));
        var claimed = graph.state(members);
        var agrees = proven.stream().anyMatch(state -> same(members, graph.members(state), provenEmpty));
        return new Claims(agrees ? Claim.AGREES : Claim.WRONG, claimed, words);
    }

    private static boolean same(Set<String> a, Set<String> b, Set<String> apartFrom) {
        return apartFrom.containsAll(without(a, b)) && apartFrom.containsAll(without(b, a));
    }

    private static Set<String> without(Set<String> a, Set<String> b) {
        return a.stream().filter(id -> !b.contains(id)).collect(Collectors.toSet());
    }

    /** Trackers that speak of different sources of one catalog do not contradict each other. */
    private static boolean disagree(List<Said> said, RevisionGraph graph, List<String> words) {
        for (int i = 0; i < said.size(); i++) {
            for (int j = i + 1; j < said.size(); j++) {
                var a = said.get(i);
                var b = said.get(j);
                var shared = a.sources(graph);
                shared.retainAll(b.sources(graph));
                if (!a.of(shared, graph).equals(b.of(shared, graph))) {
                    words.add(a.table() + " names " + String.join(", ", a.heads()) + ", " + b.table() + " names "
                            + String.join(", ", b.heads()));
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * One tracker's rows as revisions.
     *
     * @param heads       as named, or for tools that record every version the last of them
     * @param members     with all they need
     * @param isRedundant a tool that keeps heads has a row that another row includes
     */
    private record Said(
            String table, Set<String> heads, Set<String> members, Set<String> unknown, boolean isRedundant) {

        static Said by(TrackerReading tracker, RevisionGraph graph, List<String> words) {
            var known = new LinkedHashSet<String>();
            var unknown = new LinkedHashSet<String>();
            boolean repeated = false;
            for (var row : tracker.rows()) {
                var found = revision(row, graph);
                repeated |= found.isPresent() && !known.add(found.get());
                found.filter(id -> !id.equals(row)).ifPresent(id ->
                        words.add(tracker.table() + " holds " + row + ", which is short for " + id));
                if (found.isEmpty()) {
                    unknown.add(row);
                    words.add(tracker.table() + " names " + row + ", which is no revision of the catalog");
                }
            }
            var members = graph.members(State.of(known));
            var heads = graph.state(members).heads();
            if (!keepsHeads(tracker.kind())) {
                return new Said(tracker.table(), heads, members, unknown, false);
            }
            var redundant = repeated || heads.size() < known.size();
            if (redundant) {
                words.add(tracker.table() + " has " + tracker.rows().size() + " rows: "
                        + String.join(", ", tracker.rows()));
            }
            return new Said(tracker.table(), known, members, unknown, redundant);
        }

        Set<String> sources(RevisionGraph graph) {
            return members.stream().map(id -> graph.get(id).source()).collect(Collectors.toCollection(HashSet::new));
        }

        Set<String> of(Set<String> sources, RevisionGraph graph) {
            return members.stream()
                    .filter(id -> sources.contains(graph.get(id).source()))
                    .collect(Collectors.toSet());
        }
    }

    /** The others record every version they applied, or, golang-migrate, the last one. */
    private static boolean keepsHeads(String kind) {
        return kind.equals("alembic") || kind.equals("ledger");
    }

    /** By id, else by number (golang-migrate records 3 for {@code 000003_users}), else by unique prefix. */
    private static Optional<String> revision(String row, RevisionGraph graph) {
        if (graph.find(row).isPresent()) {
            return Optional.of(row);
        }
        var number = number(row);
        var numbered = row.chars().allMatch(Character::isDigit) && !number.isEmpty()
                ? only(graph, id -> number(id).equals(number))
                : Optional.<String>empty();
        return numbered.or(() -> row.length() < SHORTEST_PREFIX ? Optional.empty() : only(graph, id -> id.startsWith(row)));
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

    private static Optional<String> only(RevisionGraph graph, java.util.function.Predicate<String> test) {
        var found = graph.inOrder().stream().map(Revision::id).filter(test).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
