package dev.migrationledger.app.stream.kafka;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.config.KafkaConfig.Login;
import dev.migrationledger.app.config.KafkaConfig.Mechanism;
import dev.migrationledger.app.config.KafkaConfig.Tls;
import dev.migrationledger.core.problem.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** The configuration in the words of Kafka's clients. Secrets are looked up here, and hidden from its logs. */
final class ClientSettings {
    private static final int ANSWER_MILLIS = 10_000;
    private static final int METADATA_MILLIS = 5_000;
    private static final int BATCH_BYTES = 128 * 1024;

    private final KafkaConfig config;
    private final Map<String, String> environment;

    /** @param environment of the process, for secrets */
    ClientSettings(KafkaConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    Map<String, Object> admin() {
        var settings = common();
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put("default.api.timeout.ms", ANSWER_MILLIS);
        return settings;
    }

    /**
     * One request in flight, acknowledged by all replicas, repeated for as long as we wait: what was sent later never
     * overtakes what was sent before, and the broker drops what it has already.
     */
    Map<String, Object> producer() {
        var settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        return settings;
    }

    private Map<String, Object> common() {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "migration-ledger");
        settings.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                (config.login().isPresent() ? "SASL_" : "") + (config.tls().isPresent() ? "SSL" : "PLAINTEXT"));
        config.login().ifPresent(login -> login(settings, login));
        config.tls().ifPresent(tls -> tls(settings, tls));
        return settings;
    }

    private void login(Map<String, Object> settings, Login login) {
        var module = login.mechanism() == Mechanism.PLAIN ? PlainLoginModule.class : ScramLoginModule.class;
        settings.put(SaslConfigs.SASL_MECHANISM, login.mechanism().registered());
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                new Password(module.getName() + " required username=" + quoted(login.user()) + " password="
                        + quoted(login.password().resolve("stream.kafka", environment)) + ";"));
    }

    /** As JAAS reads it: a quoted string ends with its line. */
    private static String quoted(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new LedgerException(KafkaProblems.unusable("user or password have control characters"));
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void tls(Map<String, Object> settings, Tls tls) {
        tls.ca().ifPresent(ca -> {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, new Password(text(ca)));
        });
        tls.client().ifPresent(client -> {
            settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(text(client.chain())));
            settings.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(text(client.key())));
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            throw new LedgerException(KafkaProblems.unusable(file + " cannot be read"));
        }
    }
}
