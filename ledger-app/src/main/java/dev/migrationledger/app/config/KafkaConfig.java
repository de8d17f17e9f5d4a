package dev.migrationledger.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Kafka cluster to publish to.
 *
 * @param bootstrapServers each {@code host:port}
 * @param prefix           before the names of the topics
 * @param login            empty without SASL
 * @param tls              empty for connections that anyone on the way can read
 */
public record KafkaConfig(List<String> bootstrapServers, String prefix, Optional<Login> login, Optional<Tls> tls) {
    public static final String DEFAULT_PREFIX = "ledger.";

    public KafkaConfig {
        bootstrapServers = List.copyOf(bootstrapServers);
    }

    /** How a client proves who it is (SASL). */
    public record Login(Mechanism mechanism, String user, Secret password) {}

    /** With their registered names. */
    public enum Mechanism {
        PLAIN("PLAIN"),
        SCRAM_SHA_256("SCRAM-SHA-256"),
        SCRAM_SHA_512("SCRAM-SHA-512");

        private final String registered;

        Mechanism(String registered) {
            this.registered = registered;
        }

        public String registered() {
            return registered;
        }

        /** As in the configuration: {@code scram-sha-512}. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Files in PEM. @param ca who signed the brokers' certificates; empty for those that Java trusts */
    public record Tls(Optional<Path> ca, Optional<ClientCertificate> client) {}

    /** @param key in PKCS #8, not encrypted */
    public record ClientCertificate(Path chain, Path key) {}
}
