package dev.migrationledger.app.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * The digest that ties an event to its predecessor in the same aggregate: SHA-256 over the predecessor's digest (empty
 * for the first) and the stored bytes, each field preceded by its length in four bytes.
 */
final class HashChain {
    static final byte[] START = {};

    private HashChain() {}

    /** @param time with the store's precision: microseconds */
    static byte[] link(
            byte[] previous,
            UUID id,
            String type,
            String aggregate,
            long sequence,
            Instant time,
            String payload,
            String metadata) {
        var sha = sha256();
        field(sha, previous);
        field(sha, id.toString());
        field(sha, type);
        field(sha, aggregate);
        field(sha, Long.toString(sequence));
        field(sha, time.toString());
        field(sha, payload);
        field(sha, metadata);
        return sha.digest();
    }

    static byte[] link(byte[] previous, StoredEvent event) {
        return link(
                previous,
                event.id(),
                event.type(),
                event.aggregate(),
                event.sequence(),
                event.time(),
                event.payload(),
                event.metadata());
    }

    private static void field(MessageDigest sha, String text) {
        field(sha, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void field(MessageDigest sha, byte[] bytes) {
        sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
