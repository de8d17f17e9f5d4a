package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One origin's reference, indexed for search. Revisions outside the start are numbered from 0 in graph order; sets of
 * them are bit sets. The start's own revisions are in every state and have no number.
 */
final class Model {
    private static final int[] NONE = {};

    final OriginReference reference;
    final RevisionGraph graph;
    /** Revision ids by number. */
    final List<String> ids = new ArrayList<>();
    /** Deltas by number; a revision that failed in scratch has one that does nothing. */
    final List<Delta> deltas = new ArrayList<>();
    /** By number: numbers of what each needs, and of what needs it. */
    final int[][] needs;
    final int[][] children;
    final BitSet provenEmpty = new BitSet();
    /** Revisions above one that failed in scratch: nobody knows what they do. */
    final BitSet unreachable = new BitSet();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<FactKey, int[]> touches = new HashMap<>();
    private final Map<String, int[]> rowTouches = new LinkedHashMap<>();
    /** Keyed by table: facts that revisions touch and that are gone when it is. */
    private final Map<FactKey, List<FactKey>> parts = new HashMap<>();
    private final Map<FactKey, FactKey> owners = new HashMap<>();
    private final Set<String> startMembers;

    /** The same revisions as they ran one after the other; this one, unless it is of {@link #alone}. */
    private final Model path;

    /** As the revisions ran one after the other. */
    Model(OriginReference reference, RevisionGraph graph) {
        this(reference, graph, Optional.empty());
    }

    /** As they run without neighbours they do not need; empty when all was seen without neighbours anyway. */
    Optional<Model> alone() {
        return reference.alone().isEmpty()
                ? Optional.empty()
                : Optional.of(new Model(reference, graph, Optional.of(this)));
    }

    private Model(OriginReference reference, RevisionGraph graph, Optional<Model> path) {
        this.reference = reference;
        this.graph = graph;
        this.path = path.orElse(this);
        this.startMembers = graph.members(reference.start());
        var ran = new HashMap<String, Delta>();
        reference.deltas().forEach(delta -> ran.put(delta.revision(), delta));
        if (path.isPresent()) {
            reference.alone().forEach(delta ->
                    ran.computeIfPresent(delta.revision(), (_, onPath) -> Contexts.merged(delta, onPath)));
        }
        for (var revision : graph.inOrder()) {
            if (!startMembers.contains(revision.id())) {
                number(revision.id(), Optional.ofNullable(ran.get(revision.id())));
            }
        }
        touches.keySet().forEach(key -> TableParts.owner(key, this::isKnown).ifPresent(table -> {
            owners.put(key, table);
            parts.computeIfAbsent(table, _ -> new ArrayList<>()).add(key);
        }));
        this.needs = new int[ids.size()][];
        this.children = new int[ids.size()][];
        var failed = new HashSet<String>();
        reference.unrun().forEach(u -> failed.add(u.revision()));
        for (int r = 0; r < ids.size(); r++) {
            var revision = graph.get(ids.get(r));
            needs[r] = numbers(RevisionGraph.needs(revision));
            children[r] = numbers(graph.children(revision.id()));
            var above = Arrays.stream(needs[r])
                    .anyMatch(n -> unreachable.get(n) || failed.contains(ids.get(n)));
            var isFailed = failed.contains(ids.get(r));
            if (above || (!ran.containsKey(ids.get(r)) && !isFailed)) {
                unreachable.set(r);
            }
        }
    }

    private void number(String id, Optional<Delta> ran) {
        int r = ids.size();
        numbers.put(id, r);
        ids.add(id);
        var delta = ran.orElseGet(() -> new Delta(id, new TreeMap<>(), List.of(), false));
        deltas.add(delta);
        provenEmpty.set(r, delta.provenEmpty());
        delta.facts().keySet().forEach(key -> touches.merge(key, new int[] {r}, Model::joined));
        delta.rows().stream().map(Delta.RowChange::name).distinct()
                .forEach(name -> rowTouches.merge(name, new int[] {r}, Model::joined));
    }

    private int[] numbers(Set<String> of) {
        return of.stream().filter(numbers::containsKey).mapToInt(numbers::get).sorted().toArray();
    }

    private static int[] joined(int[] a, int[] b) {
        var all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    int size() {
        return ids.size();
    }

    /** Numbers of the revisions that change this fact, ascending. */
    int[] touches(FactKey key) {
        return touches.getOrDefault(key, NONE);
    }

    Set<FactKey> touchedKeys() {
        return touches.keySet();
    }

    /** Keyed by row name: numbers of the revisions that write it, ascending. */
    Map<String, int[]> rowTouches() {
        return rowTouches;
    }

    private boolean isKnown(FactKey key) {
        return touches.containsKey(key) || reference.startSnapshot().facts().containsKey(key);
    }

    /** The table that a touched fact is part of. */
    Optional<FactKey> owner(FactKey key) {
        return Optional.ofNullable(owners.get(key));
    }

    /** Every fact that may be another with a revision than without it: what it touches, and parts of those tables. */
    Set<FactKey> affected(int r) {
        var own = deltas.get(r).facts().keySet();
        if (own.stream().noneMatch(parts::containsKey)) {
            return own;
        }
        var all = new HashSet<>(own);
        own.forEach(key -> all.addAll(parts.getOrDefault(key, List.of())));
        return all;
    }

    Delta.Change change(int r, FactKey key) {
        return Objects.requireNonNull(deltas.get(r).facts().get(key));
    }

    Optional<Fact> atStart(FactKey key) {
        return Optional.ofNullable(reference.startSnapshot().facts().get(key));
    }

    /** What the fact is in a state, composed of deltas; nothing is part of a table that is not there. */
    Optional<Fact> expected(FactKey key, BitSet members) {
        var owner = owners.get(key);
        return owner != null && folded(owner, members).isEmpty() ? Optional.empty() : folded(key, members);
    }

    private Optional<Fact> folded(FactKey key, BitSet members) {
        var value = atStart(key);
        for (int r : touches(key)) {
            if (members.get(r)) {
                value = Composition.apply(value, change(r, key));
            }
        }
        return value;
    }

    /** The row in a state; the outer optional is empty when nobody has seen it there. */
    Optional<Optional<Row>> expectedRow(String name, BitSet members) {
        Optional<Optional<Row>> value = Optional.empty();
        for (int r : rowTouches.getOrDefault(name, NONE)) {
            for (var change : deltas.get(r).rows()) {
                if (!change.name().equals(name)) {
                    continue;
                }
                if (members.get(r)) {
                    value = Optional.of(change.after());
                } else if (value.isEmpty()) {
                    value = Optional.of(change.before());
                }
            }
        }
        return value;
    }

    SchemaSnapshot snapshot(BitSet members) {
        var facts = new TreeMap<>(reference.startSnapshot().facts());
        for (var key : touches.keySet()) {
            expected(key, members).ifPresentOrElse(fact -> facts.put(key, fact), () -> facts.remove(key));
        }
        return new SchemaSnapshot(facts);
    }

    State state(BitSet members) {
        var all = new HashSet<>(startMembers);
        members.stream().mapToObj(ids::get).forEach(all::add);
        return graph.state(all);
    }

    /** Empty when the state does not hold the start. */
    Optional<BitSet> members(State state) {
        var all = graph.members(state);
        if (!all.containsAll(startMembers)) {
            return Optional.empty();
        }
        var members = new BitSet();
        all.stream().filter(numbers::containsKey).forEach(id -> members.set(numbers.get(id)));
        return Optional.of(members);
    }

    boolean isIn(BitSet members, String id) {
        var number = numbers.get(id);
        return number == null ? startMembers.contains(id) : members.get(number);
    }

    /** Whether all that a revision needs is in. */
    boolean isReady(int r, BitSet members) {
        for (int need : needs[r]) {
            if (!members.get(need)) {
                return false;
            }
        }
        return true;
    }

    /** With every provably empty revision whose needs are in: the latest such state. */
    BitSet settled(BitSet members) {
        var settled = (BitSet) members.clone();
        for (int r = provenEmpty.nextSetBit(0); r >= 0; r = provenEmpty.nextSetBit(r + 1)) {
            if (!unreachable.get(r) && isReady(r, settled)) {
                settled.set(r);
            }
        }
        return settled;
    }

    /** The revision and all it needs. */
    BitSet withNeeds(int r) {
        return reach(r, needs);
    }

    /** The revision and all that needs it. */
    BitSet withDescendants(int r) {
        return reach(r, children);
    }

    private static BitSet reach(int from, int[][] edges) {
        var seen = new BitSet();
        var waiting = new ArrayList<>(List.of(from));
        seen.set(from);
        while (!waiting.isEmpty()) {
            for (int next : edges[waiting.removeLast()]) {
                if (!seen.get(next)) {
                    seen.set(next);
                    waiting.add(next);
                }
            }
        }
        return seen;
    }

    /**
     * The snapshot taken when the scratch database was in this state, revisions that did nothing to the schema aside;
     * empty when it never was: then the state is only composed, and must be confirmed.
     */
    Optional<SchemaSnapshot> seen(BitSet members) {
        return path.wasSeen(members) ? Optional.of(path.snapshot(members)) : Optional.empty();
    }

    private boolean wasSeen(BitSet members) {
        boolean skipped = false;
        for (int r = 0; r < size(); r++) {
            if (deltas.get(r).facts().isEmpty()) {
                continue;
            }
            if (!members.get(r)) {
                skipped = true;
            } else if (skipped) {
                return false;
            }
        }
        return true;
    }

    /** Every fact key that is in the start, in a delta, or in the live schema. */
    Stream<FactKey> keys(SchemaSnapshot live) {
        return Stream.of(touches.keySet(), reference.startSnapshot().facts().keySet(), live.facts().keySet())
                .flatMap(Set::stream)
                .distinct();
    }
}
