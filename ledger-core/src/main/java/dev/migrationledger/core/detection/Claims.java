package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the trackers say, and how it relates to what the evidence proves. A tool's tracker speaks for its own source of a
 * catalog: that revisions of another source are in, or are not, it neither claims nor denies.
 *
 * @param claimed what they name, as catalog revisions where those are known; when they agree, with what the evidence
 *                proves of sources that no tracker speaks for
 * @param words   what is odd about them, one sentence each; empty when nothing is
 */
public record Claims(Claim claim, State claimed, List<String> words) {
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
        var unfinished = trackers.stream().anyMatch(TrackerReading::isUnfinished);
        if (said.isEmpty()) {
            return new Claims(unfinished ? Claim.WRONG : Claim.EMPTY, State.EMPTY, words);
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
        var isWhole = said.stream().filter(s -> lacks(s, provenEmpty, words)).toList().isEmpty();
        var claimed = graph.state(members);
        if (unfinished || !isWhole) {
            return new Claims(Claim.WRONG, claimed, words);
        }
        var sources = said.stream().flatMap(s -> s.sources().stream()).collect(Collectors.toSet());
        return matched(members, sources, graph, proven, provenEmpty, words);
    }

    private static Claims matched(
            Set<String> members,
            Set<String> sources,
            RevisionGraph graph,
            Collection<State> proven,
            Set<String> provenEmpty,
            List<String> words) {
        var named = Said.of(members, sources, graph);
        var matched = proven.stream()
                .map(graph::members)
                .filter(state -> same(named, Said.of(state, sources, graph), provenEmpty))
                .toList();
        if (matched.isEmpty()) {
            return new Claims(Claim.WRONG, graph.state(members), words);
        }
        var others = matched.stream().map(state -> without(state, Said.of(state, sources, graph))).toList();
        if (others.stream().anyMatch(other -> !same(others.getFirst(), other, provenEmpty))) {
            words.add("no tracker speaks for the source in which these states differ");
            return new Claims(Claim.ABSENT, graph.state(members), words);
        }
        var all = new LinkedHashSet<>(members);
        all.addAll(others.getFirst());
        return new Claims(Claim.AGREES, graph.state(graph.members(State.of(all))), words);
    }

    /** A version that the tool passed over was never run by it, although later ones were. */
    private static boolean lacks(Said said, Set<String> provenEmpty, List<String> words) {
        var lacking = without(said.unrecorded(), provenEmpty);
        if (!lacking.isEmpty()) {
            words.add(said.table() + " names " + String.join(", ", said.heads()) + " and not "
                    + String.join(", ", lacking) + ", which comes before");
        }
        return !lacking.isEmpty();
    }

    private static boolean same(Set<String> a, Set<String> b, Set<String> apartFrom) {
        return apartFrom.containsAll(without(a, b)) && apartFrom.containsAll(without(b, a));
    }

    private static Set<String> without(Set<String> a, Set<String> b) {
        return a.stream().filter(id -> !b.contains(id)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Trackers that speak of different sources of one catalog do not contradict each other. */
    private static boolean disagree(List<Said> said, RevisionGraph graph, List<String> words) {
        for (int i = 0; i < said.size(); i++) {
            for (int j = i + 1; j < said.size(); j++) {
                var a = said.get(i);
                var b = said.get(j);
                var shared = new HashSet<>(a.sources());
                shared.retainAll(b.sources());
                if (!a.of(shared, graph).equals(b.of(shared, graph))) {
                    words.add(a.table() + " names " + String.join(", ", a.heads()) + ", " + b.table() + " names "
                            + String.join(", ", b.heads()));
                    return true;
                }
            }
        }
        return false;
    }
}
