package dev.migrationledger.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.config.Address;
import dev.migrationledger.app.config.Secret;
import dev.migrationledger.app.config.WebhookConfig;
import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.Follower;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.problem.LedgerException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The feed of events by signed webhook, to a real receiver. */
class EventWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final StoreFixture store = new StoreFixture(6);
    private final Deliveries deliveries = new Deliveries(store.sql);
    private final Receiver receiver = new Receiver();
    private final HttpSender sender = new HttpSender();
    private final SettableClock clock = new SettableClock(NOW);
    private final List<Duration> pauses = new ArrayList<>();
    private final Subscriptions subscriptions = new Subscriptions(store.sql, store.log);
    private EventWebhook webhook = webhook();
    private Follower follower = subscriptions.follower(webhook.subscription(), Subscriptions.Start.NEXT_EVENT);

    @BeforeEach
    void events() {
        Events.append(store, Events.events("database/a", 0, 2));
        Events.append(store, Events.events("database/b", 0, 2));
    }

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
        store.close();
    }

    private EventWebhook webhook() {
        return new EventWebhook(
                new WebhookConfig("orders", new Address(new Secret.Literal(receiver.url("/hook").toString())), new Secret.Env("SECRET")),
                Map.of("SECRET", SECRET),
                new Envelope(URI.create("https://ledger.example.org"), store.codec),
                sender,
                deliveries,
                clock,
                pause -> pauses.add(pause));
    }

    /** As after a death: nothing is known but what was saved. */
    private void restart() {
        webhook = webhook();
        follower = subscriptions.follower(webhook.subscription(), Subscriptions.Start.NEXT_EVENT);
    }

    private List<Long> received() {
        return received(receiver.requests().stream().map(Receiver.Request::json).toList());
    }

    private static List<Long> received(List<JsonNode> bodies) {
        return bodies.stream().map(body -> Long.parseLong(body.get("sequence").asString())).toList();
    }

    private static Long[] positions(long last) {
        return LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
    }

    @Test
    void everyEventComesOnceInTheOrderOfTheLog() {
        assertThat(follower.catchUp(webhook)).hasValue(4);
        assertThat(follower.catchUp(webhook)).hasValue(0);
        restart();
        Events.append(store, Events.events("database/a", 2, 1));
        assertThat(follower.catchUp(webhook)).hasValue(1);
        assertThat(received()).containsExactly(positions(5));
    }

    @Test
    void anEventIsASignedCloudEvent() throws Exception {
        follower.catchUp(webhook);
        var stored = store.log.after(0, 1).getFirst();
        var request = receiver.requests().getFirst();
        assertThat(request.headers())
                .containsEntry("content-type", "application/cloudevents+json")
                .containsEntry("webhook-id", stored.id().toString())
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()));
        assertThat(new Verifier(SECRET).accepts(request.headers(), request.body(), NOW)).isTrue();
        var body = request.json();
        assertThat(body.propertyNames()).containsExactlyInAnyOrder(
                "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "partitionkey",
                "sequence", "actor", "timestamp", "data");
        assertThat(body.get("specversion").asString()).isEqualTo("1.0");
        assertThat(body.get("id").asString()).isEqualTo(stored.id().toString());
        assertThat(body.get("type").asString()).isEqualTo("database.refused.v1");
        assertThat(body.get("subject").asString()).isEqualTo("a");
        assertThat(body.get("source").asString()).isEqualTo("https://ledger.example.org");
        assertThat(body.get("dataschema").asString()).isEqualTo("https://migrationledger.dev/events/database.refused.v1.schema.json");
        assertThat(Instant.parse(body.get("timestamp").asString())).isEqualTo(stored.time());
        assertThat(body.get("data").toString()).isEqualTo(stored.payload());
    }

    @Test
    void nothingIsPassedOverWhileTheReceiverIsAway() {
        receiver.answers(200, 503);
        assertThatThrownBy(() -> follower.catchUp(webhook)).isInstanceOfSatisfying(LedgerException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("LDG937");
            assertThat(e.problem().message()).isEqualTo("webhook orders cannot be told of events now: HTTP 503");
        });
        assertThat(follower.position()).isEqualTo(1);
        restart();
        assertThat(follower.catchUp(webhook)).hasValue(3);
        assertThat(received()).containsExactly(1L, 2L, 2L, 3L, 4L);
        assertThat(pauses).isEmpty();
        assertThat(deliveries.undelivered()).isEmpty();
    }

    @Test
    void anEventThatTheReceiverFailsOnIsTriedAgainWithGrowingPauses() {
        receiver.answers(500, 500, 500);
        assertThat(follower.catchUp(webhook)).hasValue(4);
        assertThat(received()).containsExactly(1L, 1L, 1L, 1L, 2L, 3L, 4L);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(receiver.requests().stream().limit(4).map(r -> r.headers().get("webhook-id")).distinct()).hasSize(1);
    }

    @Test
    void anEventThatItAlwaysFailsOnIsKeptAndTheNextFollows() {
        receiver.answers(500, 500, 500, 500, 500);
        assertThat(follower.catchUp(webhook)).hasValue(4);
        assertThat(received()).containsExactly(1L, 1L, 1L, 1L, 1L, 2L, 3L, 4L);
        assertThat(deliveries.undelivered()).singleElement().satisfies(dead -> {
            assertThat(dead.status()).isEqualTo(Delivery.Status.DEAD);
            assertThat(dead.channel()).isEqualTo("orders");
            assertThat(dead.subject()).isEqualTo("a");
            assertThat(dead.body()).isEqualTo("1");
            assertThat(dead.tries()).isEqualTo(5);
            assertThat(dead.error()).isEqualTo("HTTP 500");
        });
    }

    @Test
    void aRefusedEventIsKeptAndCanBeToldOnceMore() {
        receiver.answers(200, 422);
        assertThat(follower.catchUp(webhook)).hasValue(4);
        assertThat(deliveries.undelivered()).singleElement().satisfies(dead -> assertThat(dead.error()).isEqualTo("HTTP 422"));
        deliveries.revive(clock.instant());
        assertThat(new Postman(deliveries, clock).round(one -> webhook.tell(one, store.log).orElseThrow()))
                .isEqualTo(new Postman.Round(1, 0, 0));
        assertThat(received()).containsExactly(1L, 2L, 3L, 4L, 2L);
        assertThat(receiver.requests().get(4).body()).isEqualTo(receiver.requests().get(1).body());
    }

    @Test
    void aReceiverThatWantsNoMoreIsNotAskedAgain() {
        receiver.answers(410);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> follower.catchUp(webhook)).isInstanceOfSatisfying(
                    LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG938"));
        }
        assertThat(receiver.requests()).hasSize(1);
        assertThat(follower.position()).isZero();
    }

    /** Deaths are breaks at any answer: what was not acknowledged comes again, with the same id. */
    @Test
    void whateverTheReceiverAnswersAndHoweverOftenTheSenderDiesNothingIsLostAndEachDatabaseKeepsItsOrder() {
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            long from = store.log.head();
            long head = from + 20;
            Events.append(store, Events.events("database/s" + seed, 0, 10));
            Events.append(store, Events.events("database/t" + seed, 0, 10));
            receiver.clear();
            follower.catchUp(webhook);
            receiver.clear();
            store.sql.execute("update ledger.subscription set position = " + from + " where name = 'webhook/orders'");
            for (int i = 0; i < 60; i++) {
                receiver.answers(List.of(200, 503, 500, 200, 429).get(random.nextInt(5)));
            }
            while (follower.position() < head) {
                try {
                    follower.catchUp(webhook);
                } catch (LedgerException e) {
                    restart();
                }
            }
            var seen = received();
            assertThat(seen.stream().distinct()).as("seed %d", seed).containsExactlyElementsOf(
                    LongStream.rangeClosed(from + 1, head).boxed().toList());
            assertThat(seen).as("seed %d: a second try never comes after a later event", seed).isSorted();
        }
    }
}
