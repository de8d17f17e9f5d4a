package dev.migrationledger.core.audit;

/** The nodes of a growing tree that never change again: the roots of its complete subtrees. */
public interface TreeNodes {
    /**
     * @param level 0 for leaf hashes; a node of level k stands over 2^k leaves
     * @param index from 0, within its level
     */
    Hash node(int level, long index);
}
