package dev.migrationledger.core.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of a tree at any of its sizes (RFC 9162, section 2.1); each needs a number of nodes that grows with
 * the logarithm of the size.
 *
 * @param nodes of a tree at least as large as every size that is asked for
 */
public record MerkleTree(TreeNodes nodes) {

    /** The tree head over the first {@code size} leaves. */
    public Hash root(long size) {
        return size == 0 ? MerkleHash.EMPTY : range(0, size);
    }

    /**
     * RFC 9162, section 2.1.3.1.
     *
     * @param index of the leaf, from 0, below {@code size}
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " of a tree of " + size);
        }
        var path = new ArrayList<Hash>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(range(middle, to));
                to = middle;
            } else {
                path.add(range(from, middle));
                from = middle;
            }
        }
        return new InclusionProof(index, size, path.reversed());
    }

    /**
     * RFC 9162, section 2.1.4.1.
     *
     * @param first not above {@code second}
     */
    public ConsistencyProof consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("from " + first + " leaves to " + second);
        }
        var path = new ArrayList<Hash>();
        if (first > 0) {
            subproof(first, 0, second, true, path);
        }
        return new ConsistencyProof(first, second, path);
    }

    /** @param whole whether the old tree is all that was seen of this subtree, so that its root is known */
    private void subproof(long old, long from, long to, boolean whole, List<Hash> path) {
        if (old == to) {
            if (!whole) {
                path.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (old <= middle) {
            subproof(old, from, middle, whole, path);
            path.add(range(middle, to));
        } else {
            subproof(old, middle, to, false, path);
            path.add(range(from, middle));
        }
    }

    /** Of leaves [from, to), where a subtree of the whole begins. */
    private Hash range(long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.node(level, from >> level);
        }
        long middle = from + split(size);
        return MerkleHash.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two below a size of at least 2. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
