package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.config.KafkaConfig.Login;
import dev.migrationledger.app.config.KafkaConfig.Mechanism;
import dev.migrationledger.app.config.KafkaConfig.Tls;
import dev.migrationledger.app.config.Secret;
import dev.migrationledger.core.problem.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SASL against a broker that demands it, and TLS as far as the client takes the settings. */
@Timeout(120)
class LoginTest {
    private static final String PASSWORD = "qu\"ote; \\ and 'blank";

    @TempDir
    Path directory;

    @Test
    void aPasswordOfAnyCharactersLetsIn() {
        var jaas = PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"");
        try (var broker = new Broker(Map.of(
                "listener.security.protocol.map", "EXTERNAL:SASL_PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.external.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=broker password=x"
                                + " user_broker=x user_ledger=\"" + jaas + "\";"))) {
            try (var cluster = new Cluster(login(broker.address()), Map.of("KAFKA_PASSWORD", PASSWORD))) {
                assertThat(cluster.id()).isNotBlank();
                cluster.requireTopics();
            }
            assertThatThrownBy(() -> {
                        try (var cluster = new Cluster(login(broker.address()), Map.of("KAFKA_PASSWORD", "wrong-one"))) {
                            cluster.id();
                        }
                    })
                    .isInstanceOfSatisfying(LedgerException.class, e -> {
                        assertThat(e.problem().code()).isEqualTo("LDG912");
                        assertThat(e.getMessage()).doesNotContain("wrong-one");
                    });
        }
    }

    private static KafkaConfig login(String address) {
        return new KafkaConfig(
                List.of(address),
                "x.",
                Optional.of(new Login(Mechanism.PLAIN, "ledger", new Secret.Env("KAFKA_PASSWORD"))),
                Optional.empty());
    }

    @Test
    void whatTheClientCannotUseIsToldApartFromWhoCannotBeFound() throws Exception {
        var good = Files.writeString(directory.resolve("ca.pem"), anyCertificate());
        new Cluster(tls(good), Map.of()).close();
        var nobody = new KafkaConfig(List.of("no.such.host.invalid:9092"), "x.", Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> new Cluster(nobody, Map.of()))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG911"));
        var bad = Files.writeString(directory.resolve("bad.pem"), "no certificate");
        assertThatThrownBy(() -> new Cluster(tls(bad), Map.of()))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG914"));
        assertThatThrownBy(() -> new Cluster(tls(directory.resolve("none.pem")), Map.of()))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG914"));
    }

    private static KafkaConfig tls(Path ca) {
        return new KafkaConfig(
                List.of("127.0.0.1:1"), "x.", Optional.empty(), Optional.of(new Tls(Optional.of(ca), Optional.empty())));
    }

    private static String anyCertificate() throws Exception {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((@Nullable KeyStore) null);
        X509Certificate certificate = Arrays.stream(factory.getTrustManagers())
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .findFirst()
                .orElseThrow(IOException::new);
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
