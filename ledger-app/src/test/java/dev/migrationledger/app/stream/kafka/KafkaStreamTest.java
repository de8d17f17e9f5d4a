package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.audit.AuditPlace;
import dev.migrationledger.app.audit.Checkpointing;
import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.audit.SignedNote;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.TargetIdentity;
import io.cloudevents.CloudEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class KafkaStreamTest {
    private static final Description SHOP =
            new Description("web", "prod", "postgresql", "db:5432/shop", Map.of("region", "eu"));
    private static Broker broker;

    private final StoreFixture store = new StoreFixture(6);
    private final Subscriptions subscriptions = new Subscriptions(store.sql, store.log);

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        broker = new Broker();
    }

    @AfterAll
    static void stop() {
        broker.close();
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
                Map.of("SECRET", "x"),
                subscriptions,
                new Envelope(URI.create("https://ledger.example.org"), store.codec),
                store.databases,
                audit(),
                new Interruption(),
                _ -> {});
    }

    private long publish(KafkaConfig config) {
        try (var stream = stream(config)) {
            return stream.catchUp().orElseThrow();
        }
    }

    @Test
    void publishesEachEventOnceUnchangedUnderItsDatabasesKey() {
        var config = broker.newTopics();
        append(12, 7);
        assertThat(publish(config)).isEqualTo(12 * 7);
        append(3, 2, 7);
        assertThat(publish(config)).isEqualTo(3 * 2);
        assertThat(publish(config)).isZero();

        var stored = store.log.after(0, 1_000);
        var read = broker.read(config.prefix() + "events");
        assertThat(read).hasSize(stored.size());
        var byId = read.stream().collect(Collectors.toMap(r -> r.value().getId(), r -> r));
        for (var event : stored) {
            var record = byId.get(event.id().toString());
            var told = record.value();
            assertThat(record.key()).isEqualTo(Envelope.subject(event));
            assertThat(new String(told.getData().toBytes(), StandardCharsets.UTF_8)).isEqualTo(event.payload());
            assertThat(told.getSource()).isEqualTo(URI.create("https://ledger.example.org"));
            assertThat(told.getType()).isEqualTo("database.refused.v1");
            assertThat(told.getSubject()).isEqualTo(Envelope.subject(event));
            assertThat(told.getTime().toInstant()).isEqualTo(event.time());
            assertThat(told.getDataContentType()).isEqualTo("application/json");
            assertThat(told.getDataSchema())
                    .isEqualTo(URI.create("https://migrationledger.dev/events/database.refused.v1.schema.json"));
            assertThat(told.getExtension("partitionkey")).isEqualTo(Envelope.subject(event));
            assertThat(told.getExtension("sequence")).isEqualTo(Envelope.sequence(event.position()));
            assertThat(told.getExtension("actor")).isEqualTo("ana");
        }
        assertInOrder(read);
    }

    @Test
    void isBinaryOnTheWire() {
        var config = broker.newTopics();
        append(1, 1);
        publish(config);
        var headers = broker.read(config.prefix() + "events").getFirst().headers();
        assertThat(text(headers.lastHeader("ce_specversion").value())).isEqualTo("1.0");
        assertThat(text(headers.lastHeader("ce_type").value())).isEqualTo("database.refused.v1");
        assertThat(text(headers.lastHeader("content-type").value())).isEqualTo("application/json");
    }

    @Test
    void tellsTheStateOfEachDatabaseUnderItsKey() {
        var config = broker.newTopics();
        store.axon.commands().send(
                "shop",
                new DatabaseCommand.Register(SHOP),
                CommandContext.of("ana", Optional.of("first line\nsecond line")));
        publish(config);

        var event = broker.read(config.prefix() + "events").getFirst().value();
        assertThat(event.getExtension("reason")).isEqualTo("first line second line");
        assertThat((String) event.getExtension("traceparent")).matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00");

        var state = broker.read(config.prefix() + "state").getFirst();
        assertThat(state.key()).isEqualTo("shop");
        var json = JsonMapper.shared().readTree(state.value().getData().toBytes());
        assertThat(json.path("catalog").asString()).isEqualTo("web");
        assertThat(json.path("labels").path("region").asString()).isEqualTo("eu");
        assertThat(json.path("position").asLong()).isEqualTo(1);
        assertThat(json.toString()).doesNotContain("db:5432");
    }

    @Test
    void theStateOfAForgottenDatabaseEndsWithATombstoneUntilItIsRegisteredAgain() {
        var config = broker.newTopics();
        send("shop", new DatabaseCommand.Register(SHOP));
        send("kept", new DatabaseCommand.Register(SHOP));
        publish(config);
        send("shop", new DatabaseCommand.Forget("sold"));
        publish(config);

        var told = broker.read(config.prefix() + "events").stream().filter(r -> r.key().equals("shop")).toList();
        assertThat(told.stream().map(r -> r.value().getType())).containsExactly("database.registered.v1", "database.forgotten.v1");
        assertThat(text(told.getLast().value().getData().toBytes())).isEqualTo("{\"reason\":\"sold\"}");

        var states = broker.bytes(config.prefix() + "state");
        assertThat(states.get("shop")).hasSize(2).last().isNull();
        assertThat(states.get("kept")).hasSize(1).doesNotContainNull();
        var headers = broker.read(config.prefix() + "state").stream().filter(r -> r.key().equals("shop")).toList().getLast().headers();
        assertThat(text(headers.lastHeader("ce_type").value())).isEqualTo("database.state.v1");
        assertThat(text(headers.lastHeader("ce_sequence").value())).isEqualTo(Envelope.sequence(3));

        send("shop", new DatabaseCommand.Register(SHOP, Optional.of(new TargetIdentity("1", "2"))));
        publish(config);
        assertThat(broker.bytes(config.prefix() + "state").get("shop")).hasSize(3).last().isNotNull();
    }

    private void send(String database, DatabaseCommand command) {
        store.axon.commands().send(database, command, CommandContext.of("ana", Optional.empty()));
    }

    @Test
    void publishesCheckpointsThatCanBeVerifiedOverEventsThatArePublished() {
        var config = broker.newTopics();
        append(2, 3);
        var signed = new Checkpointing(audit(), new StoredLog(store.sql, store.log), Clock.systemUTC()).sign();
        publish(config);
        publish(config);

        var read = broker.read(config.prefix() + "checkpoints");
        assertThat(read).hasSize(1);
        var note = SignedNote.parse(text(read.getFirst().value().getData().toBytes()));
        assertThat(audit().trusted().getFirst().signed(note)).hasValue(true);
        assertThat(note.text()).isEqualTo(signed.checkpoint().text());
    }

    @Test
    void whatIsTooLargeGoesToTheDeadLettersAndNothingWaitsForIt() throws Exception {
        var config = broker.newTopics();
        try (var admin = broker.admin()) {
            admin.createTopics(Set.of(new NewTopic(config.prefix() + "events", 1, (short) 1)
                            .configs(Map.of("max.message.bytes", "20000"))))
                    .all()
                    .get();
        }
        Events.append(store, List.of(Events.event("database/a", 0, "small")));
        Events.append(store, List.of(Events.event("database/a", 1, "for the broker " + "x".repeat(50_000))));
        Events.append(store, List.of(Events.event("database/a", 2, "for the client " + "x".repeat(2_000_000))));
        Events.append(store, List.of(Events.event("database/a", 3, "small too")));
        assertThat(publish(config)).isEqualTo(4);

        var stored = store.log.after(0, 10);
        assertThat(broker.read(config.prefix() + "events").stream().map(r -> r.value().getId()))
                .containsExactly(id(stored, 0), id(stored, 3));
        var dead = broker.read(config.prefix() + "dlq");
        assertThat(dead.stream().map(r -> r.value().getId())).containsExactlyInAnyOrder(id(stored, 1), id(stored, 2));
        assertThat(dead).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("a");
            assertThat(record.value().getType()).isEqualTo("database.refused.v1");
            assertThat(JsonMapper.shared().readTree(record.value().getData().toBytes()).path("reason").asString())
                    .containsIgnoringCase("larger than");
        });
    }

    @Test
    void waitsForKafkaAndLosesNothing() {
        append(2, 3);
        var nobody = new KafkaConfig(List.of("127.0.0.1:1"), "x.", Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> publish(nobody)).isInstanceOfSatisfying(LedgerException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("LDG911");
            assertThat(e.problem().message()).contains("127.0.0.1:1");
        });
        append(2, 1, 3);
        assertThat(publish(broker.newTopics())).isEqualTo(8);
    }

    @Test
    void aTopicThatWouldLoseEventsIsRefused() {
        var config = broker.newTopics();
        try (var admin = broker.admin()) {
            create(admin, config.prefix() + "events", "compact");
        }
        append(1, 1);
        assertThatThrownBy(() -> publish(config))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG916"));
        assertThat(subscriptions.all()).allMatch(standing -> standing.position() == 0);
    }

    /** Two publishers begin at once, or an operator creates the topics at that moment. */
    @Test
    void aTopicThatSomebodyElseCreatesMeanwhileIsLookedAtToo() {
        var config = broker.newTopics();
        try (var others = broker.admin();
                var cluster = new Cluster(config, beforeCreating(() -> create(others, config.prefix() + "events", "compact")))) {
            assertThatThrownBy(cluster::requireTopics)
                    .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG916"));
        }
    }

    private static void create(Admin admin, String topic, String policy) {
        try {
            admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", policy)))).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A real one that does something else first. */
    private static Admin beforeCreating(Runnable first) {
        var real = broker.admin();
        return (Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (_, method, arguments) -> {
            if (method.getName().equals("createTopics")) {
                first.run();
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void append(int databases, int events) {
        append(databases, events, 0);
    }

    private void append(int databases, int events, long from) {
        for (int d = 0; d < databases; d++) {
            Events.append(store, Events.events("database/db" + d, from, events));
        }
    }

    private static void assertInOrder(List<ConsumerRecord<String, CloudEvent>> records) {
        var last = new HashMap<String, String>();
        for (var record : records) {
            var sequence = String.valueOf(record.value().getExtension("sequence"));
            assertThat(sequence).isGreaterThan(last.getOrDefault(record.key(), ""));
            last.put(record.key(), sequence);
        }
    }

    private static String id(List<StoredEvent> stored, int index) {
        return stored.get(index).id().toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
