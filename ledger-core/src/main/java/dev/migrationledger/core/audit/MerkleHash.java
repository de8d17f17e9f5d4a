package dev.migrationledger.core.audit;

/** How a Merkle tree hashes (RFC 9162, section 2.1.1): leaves and inner nodes are told apart by their first byte. */
public final class MerkleHash {
    /** Of the tree without leaves. */
    public static final Hash EMPTY = Hash.sha256();

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleHash() {}

    public static Hash leaf(byte[] data) {
        var sha = Hash.newSha256();
        sha.update(LEAF);
        sha.update(data);
        return Hash.digest(sha);
    }

    /** The leaf of an event: its place in its chain is all that the tree knows of it. */
    public static Hash leaf(Hash link) {
        var sha = Hash.newSha256();
        sha.update(LEAF);
        link.into(sha);
        return Hash.digest(sha);
    }

    public static Hash node(Hash left, Hash right) {
        var sha = Hash.newSha256();
        sha.update(NODE);
        left.into(sha);
        right.into(sha);
        return Hash.digest(sha);
    }
}
