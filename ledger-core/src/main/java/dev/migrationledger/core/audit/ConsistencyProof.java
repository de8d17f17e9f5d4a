package dev.migrationledger.core.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree is an earlier one with leaves added and nothing else changed.
 *
 * @param first  size of the earlier tree
 * @param second size of the later tree
 */
public record ConsistencyProof(long first, long second, List<Hash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** RFC 9162, section 2.1.4.2; every tree goes on from the one without leaves. */
    public boolean proves(Hash firstRoot, Hash secondRoot) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == 0) {
            return path.isEmpty() && firstRoot.equals(MerkleHash.EMPTY) && (second > 0 || secondRoot.equals(firstRoot));
        }
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        return !path.isEmpty() && follows(firstRoot, secondRoot);
    }

    private boolean follows(Hash firstRoot, Hash secondRoot) {
        var nodes = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) {
            nodes.addFirst(firstRoot);
        }
        long node = first - 1;
        long last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        var before = nodes.getFirst();
        var after = nodes.getFirst();
        for (var hash : nodes.subList(1, nodes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                before = MerkleHash.node(hash, before);
                after = MerkleHash.node(hash, after);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                after = MerkleHash.node(after, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(firstRoot) && after.equals(secondRoot);
    }
}
