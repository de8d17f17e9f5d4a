package dev.migrationledger.app.operation;

import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All databases that the ledger ever heard of, as it knew them at instants. */
public record FleetThen(Ledger ledger) {

    /**
     * What was known of a database.
     *
     * @param claimed  empty when nobody had looked
     * @param observed empty when nobody had looked, or nothing was near
     */
    public record Standing(
            Optional<State> claimed, Optional<State> observed, Optional<State> expected, Optional<Verdict> verdict) {
        private static Standing of(DatabaseState state) {
            return new Standing(
                    state.detection().map(Detection::claimed),
                    state.detection().filter(d -> d.verdict() != Verdict.UNKNOWN).map(Detection::state),
                    state.expected(),
                    state.detection().map(Detection::verdict));
        }
    }

    /** @param before empty when the ledger did not know it yet */
    public record Change(String id, Optional<Standing> before, Optional<Standing> after) {
        public boolean isChange() {
            return !before.equals(after);
        }
    }

    /** Sorted by id; changed or not. */
    public List<Change> between(Instant first, Instant second) {
        var before = at(first);
        var after = at(second);
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .map(id -> new Change(
                        id,
                        Optional.ofNullable(before.get(id)).map(row -> Standing.of(row.state())),
                        Optional.ofNullable(after.get(id)).map(row -> Standing.of(row.state()))))
                .toList();
    }

    /** Whether a database had a revision. */
    public enum Had {
        YES,
        NO,
        /** The last look left several states open, and not all of them have it. */
        MAYBE,
        /** Nobody had looked, nothing was near, or its state has left the catalog since. */
        UNKNOWN
    }

    /** @param state what it stood at, where that is known */
    public record Having(String id, Had had, Optional<State> state) {}

    /**
     * By what the last look before the instant proved, or what the ledger itself did after it; a revision that another
     * needs is had with it.
     *
     * @param graphs    by the name of the catalog; databases of others are left out
     * @param revisions the revision's id, by the same names
     */
    public List<Having> having(Map<String, RevisionGraph> graphs, Map<String, String> revisions, Instant instant) {
        return at(instant).values().stream()
                .flatMap(row -> row.state().description().map(Description::catalog).filter(graphs::containsKey).stream()
                        .map(name -> having(row.id(), row.state(), graphs.get(name), revisions.get(name))))
                .toList();
    }

    private static Having having(String id, DatabaseState database, RevisionGraph graph, String revision) {
        var states = database.starts();
        var only = states.size() == 1 ? Optional.of(states.getFirst()) : Optional.<State>empty();
        boolean isKnown = !states.isEmpty()
                && states.stream().allMatch(s -> s.heads().stream().allMatch(head -> graph.find(head).isPresent()));
        if (!isKnown) {
            boolean isHead = only.filter(state -> state.heads().contains(revision)).isPresent();
            return new Having(id, isHead ? Had.YES : Had.UNKNOWN, only);
        }
        long with = states.stream().filter(state -> graph.members(state).contains(revision)).count();
        return new Having(id, with == states.size() ? Had.YES : with == 0 ? Had.NO : Had.MAYBE, only);
    }

    private Map<String, DatabaseRow> at(Instant instant) {
        return ledger.fleetAsOf(instant).stream()
                .collect(Collectors.toMap(DatabaseRow::id, Function.identity(), (a, _) -> a, TreeMap::new));
    }
}
