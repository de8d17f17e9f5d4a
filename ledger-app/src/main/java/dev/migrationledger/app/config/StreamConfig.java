package dev.migrationledger.app.config;

import java.net.URI;
import java.util.Optional;

/**
 * How events are told to others.
 *
 * @param source of the ledger's CloudEvents
 * @param kafka  empty when nothing is published there
 */
public record StreamConfig(URI source, Optional<KafkaConfig> kafka) {
    /** Where the file has no {@code stream}. */
    public static final StreamConfig NONE = new StreamConfig(URI.create("/migration-ledger"), Optional.empty());
}
