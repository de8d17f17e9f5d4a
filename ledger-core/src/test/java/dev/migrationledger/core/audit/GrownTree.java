package dev.migrationledger.core.audit;

import java.util.ArrayList;
import java.util.List;

/** A tree in memory that keeps every complete node, level by level. */
final class GrownTree implements TreeNodes {
    private final List<List<Hash>> levels = new ArrayList<>();
    final Frontier frontier = new Frontier();

    static GrownTree of(List<Hash> leaves) {
        var tree = new GrownTree();
        leaves.forEach(tree::add);
        return tree;
    }

    void add(Hash leaf) {
        frontier.add(leaf, (level, index, node) -> {
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            if (levels.get(level).size() != index) {
                throw new AssertionError("node " + index + " of level " + level + " came out of order");
            }
            levels.get(level).add(node);
        });
    }

    @Override
    public Hash node(int level, long index) {
        return levels.get(level).get(Math.toIntExact(index));
    }
}
