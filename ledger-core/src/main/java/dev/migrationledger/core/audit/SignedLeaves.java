package dev.migrationledger.core.audit;

/** Leaf hashes that were written down, away from the store, when checkpoints were signed. */
public interface SignedLeaves {
    /** None are known: then a checkpoint can tell only that something before it changed. */
    SignedLeaves NONE = new SignedLeaves() {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public Hash leaf(long index) {
            throw new IndexOutOfBoundsException(Long.toString(index));
        }
    };

    long size();

    /** @param index from 0, below {@link #size} */
    Hash leaf(long index);
}
