package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.stream.kafka.Certificates;
import dev.migrationledger.app.stream.kafka.SecuredBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger stream publish} to a broker that demands TLS, a login or a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SecuredKafkaTest {
    private static final String PASSWORD = "qu\"ote; \\ and 'blank";

    private final Workplace workplace = new Workplace();
    private SqliteProject shop;
    private Certificates certificates;
    private SecuredBroker broker;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        certificates = new Certificates(directory);
        broker = new SecuredBroker(certificates, "ledger", PASSWORD);
        shop = new SqliteProject(workplace)
                .revision("a.sql", "a1", "", "create table t (id integer primary key);")
                .database("shop", "");
        shop.run("up", "--all").exits(0);
    }

    @AfterAll
    void close() throws IOException {
        broker.close();
        workplace.close();
    }

    private static String login(Path authority) {
        return "{ protocol: sasl-ssl, mechanism: scram-sha-512, user: ledger, ca: \"%s\" }".formatted(authority);
    }

    private String certificate(Path authority) {
        return "{ protocol: ssl, ca: \"%s\", certificate: \"%s\", key: \"%s\" }"
                .formatted(authority, certificates.certificate("client"), certificates.key("client"));
    }

    private Path authority() {
        return certificates.certificate("authority");
    }

    /** @param topics begin with this */
    private CommandLineRun publish(String topics, String server, String security, String password) {
        try {
            return tryPublishing(topics, server, security, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandLineRun tryPublishing(String topics, String server, String security, String password) throws IOException {
        var config = shop.directory.resolve(topics + "yml");
        Files.copy(shop.config, config);
        var secret = shop.directory.resolve(topics + "secret");
        Files.writeString(secret, password);
        Files.writeString(config, """
                stream:
                  kafka:
                    bootstrap-servers: ["%s"]
                    prefix: %s
                    security: %s
                """.formatted(server, topics, security), StandardOpenOption.APPEND);
        if (security.contains("sasl")) {
            Files.writeString(config, "    password: \"file:" + secret + "\"\n", StandardOpenOption.APPEND);
        }
        return workplace.run(config, Map.of(), "stream", "publish", "--format", "json").withoutSecrets(List.of(PASSWORD));
    }

    private void assertPublished(String topics, CommandLineRun run) {
        long told = run.exits(0).json().path("events").asLong();
        assertThat(told).isPositive();
        assertThat(broker.open().read(topics + "events")).hasSize((int) told);
    }

    @Test
    void aLoginWithScramOverTlsPublishes() {
        assertPublished("login.", publish("login.", "localhost:" + broker.loginPort(), login(authority()), PASSWORD));
    }

    @Test
    void aTopicThatForgetsIsToldOfAndPublishedTo() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.open().address()))) {
            admin.createTopics(List.of(new NewTopic("week.events", 1, (short) 1).configs(Map.of("retention.ms", "604800000"))))
                    .all()
                    .get();
        }
        var run = publish("week.", broker.open().address(), "{ protocol: plaintext }", "");
        assertPublished("week.", run);
        assertThat(run.json().path("warnings")).singleElement().satisfies(warning -> {
            assertThat(warning.path("code").asString()).isEqualTo("LDG972");
            assertThat(warning.path("message").asString()).contains("week.events", "older than 7 days");
        });
    }

    @Test
    void aClientsCertificatePublishes() {
        assertPublished("mutual.", publish("mutual.", "localhost:" + broker.mutualPort(), certificate(authority()), ""));
    }

    @Test
    void aWrongPasswordIsSaid() {
        publish("wrong.", "localhost:" + broker.loginPort(), login(authority()), Workplace.WRONG_PASSWORD)
                .exits(2).failsWhole("LDG912", "user ledger", "localhost:" + broker.loginPort());
    }

    @Test
    void noCertificateWhereOneIsDemandedIsSaid() {
        publish("none.", "localhost:" + broker.mutualPort(), "{ protocol: ssl, ca: \"%s\" }".formatted(authority()), "")
                .exits(2).failsWhole("LDG912", "certificate");
    }

    @Test
    void aBrokerOfAnUnknownAuthorityIsNotToldAnything() {
        publish("ca.", "localhost:" + broker.loginPort(), login(certificates.certificate("stranger")), PASSWORD)
                .exits(2).failsWhole("LDG970", "stranger.pem");
    }

    @Test
    void aBrokerWhoseCertificateHasAnotherNameIsNotToldAnything() {
        publish("name.", "127.0.0.1:" + broker.loginPort(), login(authority()), PASSWORD)
                .exits(2).failsWhole("LDG970", "127.0.0.1");
    }

    /** As a load balancer does while none of its brokers lives. */
    private CommandLineRun publishToWhoHangsUp(String topics) {
        try (var nobody = new ServerSocket(0)) {
            Thread.ofPlatform().daemon().start(() -> hangUp(nobody));
            return publish(topics, "localhost:" + nobody.getLocalPort(), login(authority()), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hangUp(ServerSocket nobody) {
        while (!nobody.isClosed()) {
            try {
                nobody.accept().close();
            } catch (IOException _) {
                // the test is over
            }
        }
    }

    @Test
    void theWrongProtocolForAPortIsSaidAndTheLedgerWorksOn() {
        // Side by side, for Kafka's client gives up only after ten seconds.
        var inClear = CompletableFuture.supplyAsync(
                () -> publish("clear.", "localhost:" + broker.loginPort(), "{ protocol: plaintext }", ""));
        var overTls = CompletableFuture.supplyAsync(
                () -> publish("tls.", broker.open().address(), certificate(authority()), ""));
        var noLogin = CompletableFuture.supplyAsync(
                () -> publish("nologin.", "localhost:" + broker.loginPort(), "{ protocol: ssl, ca: \"%s\" }".formatted(authority()), ""));
        var noBroker = CompletableFuture.supplyAsync(() -> publishToWhoHangsUp("nobroker."));
        shop.run("detect", "--all").exits(0);
        inClear.join().exits(2).failsWhole("LDG971", "speaks TLS");
        overTls.join().exits(2).failsWhole("LDG971", "hung up on TLS");
        noBroker.join().exits(2).failsWhole("LDG971", "hung up on TLS", "no broker").lacks("plaintext");
        noLogin.join().exits(2).failsWhole("LDG911", "connections are taken").says("login demanded");

        assertPublished("well.", publish("well.", "localhost:" + broker.loginPort(), login(authority()), PASSWORD));
    }
}
