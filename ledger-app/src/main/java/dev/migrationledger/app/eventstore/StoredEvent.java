package dev.migrationledger.app.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is in the store, not decoded.
 *
 * @param position in the one order of all readers, from 1 without gaps; 0 where it was not asked for
 * @param type     logical name
 */
public record StoredEvent(
        long position,
        UUID id,
        String aggregate,
        long sequence,
        String type,
        Instant time,
        String payload,
        String metadata) {}
