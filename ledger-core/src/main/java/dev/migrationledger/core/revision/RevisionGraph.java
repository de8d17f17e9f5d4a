package dev.migrationledger.core.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Revisions and what each needs first: its parents and what it depends on. Never holds a cycle, a missing parent or a
 * duplicate id: {@link GraphProblems} finds those before a graph is made.
 */
public final class RevisionGraph {
    public static final RevisionGraph EMPTY = new RevisionGraph(List.of());

    private final Map<String, Revision> ordered;
    private final Map<String, Set<String>> children;

    /**
     * @param revisions in any order
     * @throws IllegalArgumentException when they are not sound: {@link GraphProblems#find} says in words why
     */
    public RevisionGraph(Collection<Revision> revisions) {
        this.ordered = order(revisions);
        var below = new HashMap<String, Set<String>>();
        for (var revision : ordered.values()) {
            needs(revision).forEach(parent ->
                    below.computeIfAbsent(parent, _ -> new LinkedHashSet<>()).add(revision.id()));
        }
        this.children = below;
    }

    /** Every revision after all that it needs; between independent ones the order in which they were given. */
    public List<Revision> inOrder() {
        return List.copyOf(ordered.values());
    }

    public int size() {
        return ordered.size();
    }

    public Optional<Revision> find(String id) {
        return Optional.ofNullable(ordered.get(id));
    }

    public Revision get(String id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("revision " + id));
    }

    /** What must be in before a revision: parents, then depends-on, without repeats. */
    public static Set<String> needs(Revision revision) {
        return Stream.concat(revision.parents().stream(), revision.dependsOn().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Ids that need this one directly, in graph order. */
    public Set<String> children(String id) {
        return Collections.unmodifiableSet(children.getOrDefault(id, Set.of()));
    }

    /** Revisions that nothing needs. */
    public State heads() {
        return State.of(ordered.keySet().stream().filter(id -> children(id).isEmpty()).toList());
    }

    /** Revisions without parents, in graph order. */
    public List<Revision> bases() {
        return ordered.values().stream().filter(r -> r.parents().isEmpty()).toList();
    }

    /** Revisions with more than one child, in graph order. */
    public List<Revision> branchPoints() {
        return ordered.values().stream().filter(r -> children(r.id()).size() > 1).toList();
    }

    /** The revisions of a state: its heads and all they need, in graph order. */
    public Set<String> members(State state) {
        return inGraphOrder(reach(state.heads(), id -> needs(get(id))));
    }

    /** The given revisions and everything that needs them, in graph order. */
    public Set<String> descendants(Collection<String> ids) {
        return inGraphOrder(reach(ids, this::children));
    }

    /** The state whose members these are. @param members down-closed */
    public State state(Set<String> members) {
        return State.of(members.stream()
                .filter(id -> children(id).stream().noneMatch(members::contains))
                .toList());
    }

    /** The state that has the members of both. */
    public State together(State one, State other) {
        var members = new LinkedHashSet<>(members(one));
        members.addAll(members(other));
        return state(members);
    }

    /** Whether everything each member needs is a member too. */
    public boolean isDownClosed(Set<String> members) {
        return members.stream().allMatch(id -> members.containsAll(needs(get(id))));
    }

    private Set<String> reach(Collection<String> from, java.util.function.Function<String, Set<String>> next) {
        var seen = new LinkedHashSet<String>();
        var waiting = new ArrayList<>(from);
        while (!waiting.isEmpty()) {
            var id = waiting.removeLast();
            if (seen.add(id)) {
                waiting.addAll(next.apply(id));
            }
        }
        return seen;
    }

    private Set<String> inGraphOrder(Set<String> ids) {
        return ordered.keySet().stream().filter(ids::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Kahn's algorithm; ties go to the revision given first. */
    private static Map<String, Revision> order(Collection<Revision> revisions) {
        var byId = new LinkedHashMap<String, Revision>();
        var rank = new HashMap<String, Integer>();
        for (var revision : revisions) {
            byId.put(revision.id(), revision);
            rank.put(revision.id(), rank.size());
        }
        var missing = new HashMap<String, Integer>();
        var after = new HashMap<String, List<String>>();
        var ready = new TreeSet<String>((a, b) -> Integer.compare(rank.get(a), rank.get(b)));
        for (var revision : byId.values()) {
            var needs = needs(revision);
            missing.put(revision.id(), needs.size());
            needs.forEach(n -> after.computeIfAbsent(n, _ -> new ArrayList<>()).add(revision.id()));
            if (needs.isEmpty()) {
                ready.add(revision.id());
            }
        }
        var ordered = new LinkedHashMap<String, Revision>();
        while (!ready.isEmpty()) {
            var id = ready.removeFirst();
            ordered.put(id, byId.get(id));
            for (var child : after.getOrDefault(id, List.of())) {
                if (missing.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        if (ordered.size() != revisions.size()) {
            throw new IllegalArgumentException("not a sound graph: check it with GraphProblems first");
        }
        return ordered;
    }
}
