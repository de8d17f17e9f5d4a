package dev.migrationledger.core.whatif;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Provenance;
import java.time.Instant;

/** @param position in the log */
public record PastEvent(long position, Instant time, Provenance from, DatabaseEvent event) {}
