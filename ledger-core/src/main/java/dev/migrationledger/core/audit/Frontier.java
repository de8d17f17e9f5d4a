package dev.migrationledger.core.audit;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a growing tree: all that is needed to add leaves and to know the root. Not thread-safe. */
public final class Frontier {
    /** The complete subtree of each level that waits for its sibling; only where the size has that bit. */
    private final List<Hash> waiting = new ArrayList<>();
    private long size;

    /** Hears of each node as it becomes complete. */
    public interface Listener {
        void completed(int level, long index, Hash node);
    }

    public Frontier() {}

    /** The edge of a tree that exists. */
    public static Frontier of(TreeNodes nodes, long size) {
        var frontier = new Frontier();
        frontier.size = size;
        for (int level = 0; size >> level > 0; level++) {
            boolean waits = (size >> level & 1) == 1;
            frontier.waiting.add(waits ? nodes.node(level, (size >> level) - 1) : MerkleHash.EMPTY);
        }
        return frontier;
    }

    public long size() {
        return size;
    }

    public void add(Hash leaf) {
        add(leaf, (_, _, _) -> {});
    }

    public void add(Hash leaf, Listener listener) {
        var node = leaf;
        int level = 0;
        listener.completed(0, size, node);
        for (; (size >> level & 1) == 1; level++) {
            node = MerkleHash.node(waiting.get(level), node);
            listener.completed(level + 1, size >> level + 1, node);
        }
        if (level == waiting.size()) {
            waiting.add(node);
        } else {
            waiting.set(level, node);
        }
        size++;
    }

    public Hash root() {
        if (size == 0) {
            return MerkleHash.EMPTY;
        }
        int level = Long.numberOfTrailingZeros(size);
        var root = waiting.get(level);
        for (level++; level < waiting.size(); level++) {
            if ((size >> level & 1) == 1) {
                root = MerkleHash.node(waiting.get(level), root);
            }
        }
        return root;
    }
}
