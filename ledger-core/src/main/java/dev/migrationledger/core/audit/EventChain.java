package dev.migrationledger.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;

/**
 * What ties an event to its predecessor in the same aggregate: SHA-256 over the predecessor's link (empty for the first)
 * and the stored bytes, each field preceded by its length in four bytes, big-endian. It cannot change: links are stored.
 */
public final class EventChain {
    /** Stands for the link before the first. */
    public static final byte[] START = {};

    private EventChain() {}

    /** @param time with the store's precision: microseconds */
    public static Hash link(
            byte[] previous,
            UUID id,
            String type,
            String aggregate,
            long sequence,
            Instant time,
            String payload,
            String metadata) {
        var sha = Hash.newSha256();
        field(sha, previous);
        field(sha, id.toString());
        field(sha, type);
        field(sha, aggregate);
        field(sha, Long.toString(sequence));
        field(sha, time.toString());
        field(sha, payload);
        field(sha, metadata);
        return Hash.digest(sha);
    }

    private static void field(MessageDigest sha, String text) {
        field(sha, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void field(MessageDigest sha, byte[] bytes) {
        int length = bytes.length;
        sha.update(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        sha.update(bytes);
    }
}
