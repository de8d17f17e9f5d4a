package dev.migrationledger.core.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One event as it stands in the log, with its place in its aggregate's chain.
 *
 * @param position in the one order, from 1 without gaps
 * @param sequence in its aggregate, from 0 without gaps
 * @param type     logical name
 * @param time     in microseconds, as the store keeps it
 * @param payload  the stored text, byte by byte
 * @param link     ties it to its predecessor, see {@link EventChain}
 */
public record LogEntry(
        long position,
        UUID id,
        String aggregate,
        long sequence,
        String type,
        Instant time,
        String payload,
        String metadata,
        Hash link) {

    /** What the link must be. @param previous the link before it in the aggregate; {@link EventChain#START} for the first */
    public Hash expectedLink(byte[] previous) {
        return EventChain.link(previous, id, type, aggregate, sequence, time, payload, metadata);
    }
}
