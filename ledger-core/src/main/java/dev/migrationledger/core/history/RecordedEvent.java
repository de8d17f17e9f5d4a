package dev.migrationledger.core.history;

import java.time.Instant;

/**
 * An event and where it stands in its database's history.
 *
 * @param sequence place in the stream, from 0
 * @param time     when the ledger accepted it
 */
public record RecordedEvent(long sequence, Instant time, DatabaseEvent event) {}
