package dev.migrationledger.core.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cycles that share no edge: the shortest through the first id on any, then, with its edges taken away, the next.
 * Enough to name every place that must be corrected, without the exponential number of all cycles.
 */
final class Cycles {
    private final Map<String, Set<String>> needs;

    private Cycles(Map<String, Set<String>> needs) {
        this.needs = needs;
    }

    /**
     * @param ids   in the order in which cycles are looked for
     * @param needs what each id needs; ids not in {@code ids} and the id itself are passed over
     * @return each cycle as ids of which every one needs the one before it, and the first needs the last
     */
    static List<List<String>> find(Collection<String> ids, Function<String, Set<String>> needs) {
        var known = new HashSet<>(ids);
        var edges = new LinkedHashMap<String, Set<String>>();
        for (var id : ids) {
            var needed = new LinkedHashSet<>(needs.apply(id));
            needed.retainAll(known);
            needed.remove(id);
            edges.put(id, needed);
        }
        return new Cycles(edges).all();
    }

    private List<List<String>> all() {
        var cycles = new ArrayList<List<String>>();
        peel();
        for (var id : List.copyOf(needs.keySet())) {
            for (var cycle = shortestThrough(id); cycle.isPresent(); cycle = shortestThrough(id)) {
                cycles.add(cycle.get());
                removeEdges(cycle.get());
                peel();
            }
        }
        return cycles;
    }

    /** Drops what cannot be on a cycle: ids that need nothing that is left. */
    private void peel() {
        var after = new HashMap<String, List<String>>();
        var free = new ArrayDeque<String>();
        needs.forEach((id, needed) -> {
            needed.forEach(n -> after.computeIfAbsent(n, _ -> new ArrayList<>()).add(id));
            if (needed.isEmpty()) {
                free.add(id);
            }
        });
        while (!free.isEmpty()) {
            var id = free.remove();
            needs.remove(id);
            for (var child : after.getOrDefault(id, List.of())) {
                var needed = needs.get(child);
                if (needed != null && needed.remove(id) && needed.isEmpty()) {
                    free.add(child);
                }
            }
        }
    }

    private Optional<List<String>> shortestThrough(String start) {
        var cameFrom = new HashMap<String, String>();
        var waiting = new ArrayDeque<String>(List.of(start));
        while (!waiting.isEmpty()) {
            var id = waiting.remove();
            for (var needed : needs.getOrDefault(id, Set.of())) {
                if (needed.equals(start)) {
                    return Optional.of(path(start, id, cameFrom));
                }
                if (cameFrom.putIfAbsent(needed, id) == null) {
                    waiting.add(needed);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> path(String start, String last, Map<String, String> cameFrom) {
        var walked = new ArrayList<String>();
        for (var id = last; !id.equals(start); id = cameFrom.get(id)) {
            walked.add(id);
        }
        var cycle = new ArrayList<>(List.of(start));
        cycle.addAll(walked);
        return List.copyOf(cycle);
    }

    private void removeEdges(List<String> cycle) {
        for (int i = 0; i < cycle.size(); i++) {
            needs.get(cycle.get((i + 1) % cycle.size())).remove(cycle.get(i));
        }
    }
}
