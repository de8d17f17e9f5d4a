package dev.migrationledger.app.stream.kafka;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.audit.AuditPlace;
import dev.migrationledger.app.audit.Checkpointing;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A year of history in a broker that deletes all the time what its topics need not keep. */
@Timeout(120)
class RetentionTest {
    private static final Instant A_YEAR_AGO = Instant.now().minus(Duration.ofDays(365));
    private static final String CANARY = "canary";
    private static Broker broker;

    private final StoreFixture store = new StoreFixture(6);
    private final List<Problem> warnings = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker(Map.of("log.retention.check.interval.ms", "50", "log.initial.task.delay.ms", "50"));
        try (var admin = broker.admin()) {
            admin.createTopics(Set.of(new NewTopic(CANARY, 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void aYearOfHistory() {
        Events.append(store, Events.events("database/a", 0, 5));
        store.sql.update(EVENT).set(EVENT.TIME, OffsetDateTime.ofInstant(A_YEAR_AGO, ZoneOffset.UTC)).execute();
        new Checkpointing(audit(), new StoredLog(store.sql, store.log), Clock.fixed(A_YEAR_AGO, ZoneOffset.UTC)).sign();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private AuditDirectory audit() {
        return new AuditDirectory(new AuditPlace(directory, directory.resolve("key"), true));
    }

    private KafkaStream stream(KafkaConfig config) {
        return new KafkaStream(
                config,
                Map.of(),
                new Subscriptions(store.sql, store.log),
                new Envelope(URI.create("/test"), store.codec),
                store.databases,
                audit(),
                new Interruption(),
                warnings::add);
    }

    @Test
    void whatIsPublishedStays() throws Exception {
        var config = broker.newTopics();
        try (var stream = stream(config)) {
            assertThat(stream.catchUp()).hasValue(5);
        }
        awaitRetention();
        assertThat(broker.read(config.prefix() + "events")).hasSize(5)
                .allSatisfy(record -> assertThat(record.value().getTime().toInstant()).isBefore(Instant.now().minus(Duration.ofDays(300))));
        assertThat(broker.read(config.prefix() + "checkpoints")).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void topicsThatAreCreatedKeepAllForEver() throws Exception {
        var config = broker.newTopics();
        try (var cluster = new Cluster(config, Map.of());
                var admin = broker.admin()) {
            assertThat(cluster.requireTopics()).isEmpty();
            for (var name : List.of("events", "checkpoints", "dlq")) {
                var settings = settings(admin, config.prefix() + name);
                assertThat(settings.get("retention.ms").value()).as(name).isEqualTo("-1");
                assertThat(settings.get("retention.bytes").value()).as(name).isEqualTo("-1");
            }
        }
    }

    private static Config settings(Admin admin, String topic) throws InterruptedException, ExecutionException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(Set.of(resource)).all().get().get(resource);
    }

    @Test
    void aTopicThatForgetsIsNamedOnceAndKeepsEachMessageForItsTimeFromThePublishingOn() throws Exception {
        var config = broker.newTopics();
        try (var admin = broker.admin()) {
            admin.createTopics(Set.of(
                            new NewTopic(config.prefix() + "events", 1, (short) 1).configs(Map.of("retention.ms", "604800000")),
                            new NewTopic(config.prefix() + "dlq", 1, (short) 1)
                                    .configs(Map.of("retention.ms", "-1", "retention.bytes", "1000000"))))
                    .all()
                    .get();
        }
        try (var stream = stream(config)) {
            assertThat(stream.catchUp()).hasValue(5);
            stream.close();
            stream.catchUp();
        }
        assertThat(warnings).extracting(Problem::code).containsExactly("LDG972", "LDG972");
        assertThat(warnings).extracting(Problem::exit).containsOnly(Exit.OK);
        assertThat(warnings.getFirst().message()).contains(config.prefix() + "events deletes", "older than 7 days", "retention.ms=604800000");
        assertThat(warnings.getLast().message()).contains(config.prefix() + "dlq deletes", "1000000 bytes").doesNotContain("retention.ms");
        awaitRetention();
        assertThat(broker.read(config.prefix() + "events")).hasSize(5);
    }

    /** Returns when the broker has looked at every topic since the call: each look deletes what is old in this one. */
    private static void awaitRetention() throws Exception {
        try (var admin = broker.admin();
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            var partition = new TopicPartition(CANARY, 0);
            for (int look = 0; look < 2; look++) {
                long sent = producer.send(new ProducerRecord<>(CANARY, 0, A_YEAR_AGO.toEpochMilli(), new byte[1], new byte[1])).get().offset();
                while (admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).all().get().get(partition).offset() <= sent) {
                    LockSupport.parkNanos(10_000_000);
                }
            }
        }
    }
}
