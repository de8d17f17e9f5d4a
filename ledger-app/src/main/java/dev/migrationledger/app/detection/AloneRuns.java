package dev.migrationledger.app.detection;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.revision.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs of revisions on their ancestors alone, as a tree of what runs after what: beginnings that several have in common
 * run once, and where their ways part the database is copied. The longest way goes on in the database itself, so that
 * only a few are open at a time.
 */
final class AloneRuns {
    /** So many runs are made, then the rest is judged by the path alone. */
    private static final int MOST = 20_000;

    private final ReferenceCache cache;
    private final Keys keys;
    private final Node root;
    /** Keyed by revision, in the order added; empty until it ran. */
    private final Map<String, Optional<Delta>> deltas = new LinkedHashMap<>();
    private int runs;

    /** @param key names where all begin, see {@link Origin#key} */
    AloneRuns(ReferenceCache cache, Keys keys, String key) {
        this.cache = cache;
        this.keys = keys;
        this.root = new Node(Optional.empty(), key);
    }

    private static final class Node {
        final Optional<Revision> revision;
        final String key;
        final Map<String, Node> next = new LinkedHashMap<>();
        boolean wanted;
        /** Runs that nothing is known of yet, from here on. */
        int unknown;

        Node(Optional<Revision> revision, String key) {
            this.revision = revision;
            this.key = key;
        }

        Node next(Revision revision, Keys keys) {
            return next.computeIfAbsent(
                    revision.id(), _ -> new Node(Optional.of(revision), keys.after(key, revision)));
        }
    }

    /** @param ancestors in the order they run */
    void add(List<Revision> ancestors, Revision revision) {
        var way = new ArrayList<Node>();
        way.add(root);
        ancestors.forEach(ancestor -> way.add(way.getLast().next(ancestor, keys)));
        var end = way.getLast().next(revision, keys);
        way.add(end);
        end.wanted = true;
        var known = cache.delta(end.key);
        deltas.put(revision.id(), known);
        if (known.isEmpty()) {
            way.forEach(node -> node.unknown++);
        }
    }

    /** @return what each revision did, in the order added, without those that were refused */
    List<Delta> on(Workbench bench) {
        go(bench, root);
        return deltas.values().stream().flatMap(Optional::stream).toList();
    }

    /** @param bench stands at the node */
    private void go(Workbench bench, Node start) {
        var node = Optional.of(start);
        while (node.isPresent()) {
            var ways = node.get().next.values().stream()
                    .filter(way -> way.unknown > 0)
                    .sorted(Comparator.comparingInt(way -> way.unknown))
                    .toList();
            for (var way : ways.subList(0, Math.max(0, ways.size() - 1))) {
                aside(bench, way);
            }
            node = ways.isEmpty() ? Optional.empty() : Optional.of(ways.getLast()).filter(way -> step(bench, way));
        }
    }

    private void aside(Workbench bench, Node way) {
        if (runs < MOST) {
            try (var copy = bench.branch()) {
                if (step(copy, way)) {
                    go(copy, way);
                }
            }
        }
    }

    /** @return whether it may go on from there */
    private boolean step(Workbench bench, Node node) {
        var revision = node.revision.orElseThrow();
        if (runs++ >= MOST) {
            return false;
        }
        if (!node.wanted) {
            return bench.bring(List.of(revision)).isEmpty();
        }
        return switch (bench.take(revision)) {
            case Workbench.Step.Done(var delta) -> {
                deltas.put(revision.id(), Optional.of(delta));
                yield true;
            }
            case Workbench.Step.Failed _ -> false;
        };
    }
}
