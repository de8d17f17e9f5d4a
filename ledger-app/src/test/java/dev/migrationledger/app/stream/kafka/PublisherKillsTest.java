package dev.migrationledger.app.stream.kafka;

import static dev.migrationledger.app.jooq.ledger.Tables.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.testing.StoreFixture;
import io.cloudevents.CloudEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A publisher that is killed ({@code SIGKILL} to its process) again and again while it publishes, or while it begins to.
 * {@code -Dstream.kills=1000 -Dstream.events=100000 -Dseed=1}.
 */
class PublisherKillsTest {
    private static final int KILLS = Integer.getInteger("stream.kills", 6);
    private static final int EVENTS = Integer.getInteger("stream.events", 3_000);
    private static final long SEED = Long.getLong("seed", 1L);
    private static final int DATABASES = 40;
    private static final int APPENDED_AT_ONCE = 25;

    private final Random random = new Random(SEED);
    private final Map<String, Long> sequences = new HashMap<>();
    private int appended;
    /** Upper bound of the next kill's delay; follows what makes about half of the kills hit unacknowledged events. */
    private double longestMillis = 60;

    private int unacknowledged;
    private int beginning;

    @Test
    void nothingIsLostOrderPerKeyIsKeptAndDuplicatesCarryTheSameId() throws Exception {
        try (var broker = new Broker();
                var store = new StoreFixture(6)) {
            var config = broker.newTopics();
            for (int kill = 1; kill <= KILLS; kill++) {
                live(store, config, kill);
            }
            endWell(store, config);
            judge(store.log.after(0, EVENTS + 1), broker.read(config.prefix() + "events").stream()
                    .map(record -> new Told(record.key(), record.value()))
                    .toList());
        }
    }

    private record Told(String key, CloudEvent event) {}

    private void live(StoreFixture store, KafkaConfig config, int kill) throws IOException, InterruptedException {
        boolean whileBeginning = random.nextInt(4) == 0;
        var process = start(store, config);
        try (var out = process.inputReader()) {
            awaitLine(out, "connecting");
            if (whileBeginning) {
                append(store, kill);
                process.waitFor(random.nextLong(1_500), TimeUnit.MILLISECONDS);
                beginning++;
            } else {
                awaitLine(out, "ready");
                append(store, kill);
                process.waitFor((long) (random.nextDouble() * longestMillis), TimeUnit.MILLISECONDS);
            }
            assertThat(process.isAlive()).as("the publisher lives until it is killed").isTrue();
            process.destroyForcibly().waitFor();
        }
        boolean hit = position(store) < store.log.head();
        unacknowledged += hit ? 1 : 0;
        if (!whileBeginning) {
            longestMillis = Math.clamp(longestMillis * (hit ? 1.05 : 0.95), 2, 2_000);
        }
        if (kill % 50 == 0) {
            System.out.printf("%d kills, %d events, %d kills with events on their way%n", kill, appended, unacknowledged);
        }
    }

    private static long position(StoreFixture store) {
        return Optional.ofNullable(store.sql.select(SUBSCRIPTION.POSITION)
                        .from(SUBSCRIPTION)
                        .where(SUBSCRIPTION.NAME.startsWith("kafka/"))
                        .fetchOne(SUBSCRIPTION.POSITION))
                .orElse(0L);
    }

    private void endWell(StoreFixture store, KafkaConfig config) throws IOException, InterruptedException {
        var process = start(store, config);
        try (var out = process.inputReader();
                var in = process.outputWriter()) {
            awaitLine(out, "ready");
            in.write("end\n");
            in.flush();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** This life's share of all events, to random databases, in several transactions. */
    private void append(StoreFixture store, int kill) {
        int until = (int) ((long) EVENTS * kill / KILLS);
        while (appended < until) {
            var aggregate = "database/db" + random.nextInt(DATABASES);
            int count = Math.min(1 + random.nextInt(APPENDED_AT_ONCE), until - appended);
            long next = sequences.getOrDefault(aggregate, 0L);
            Events.append(store, Events.events(aggregate, next, count));
            sequences.put(aggregate, next + count);
            appended += count;
        }
    }

    private static Process start(StoreFixture store, KafkaConfig config) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PublisherProcess.class.getName(),
                        ((HikariDataSource) store.pool).getDataSource() instanceof org.postgresql.ds.PGSimpleDataSource pg
                                ? pg.getUrl()
                                : "",
                        config.bootstrapServers().getFirst(),
                        config.prefix())
                .redirectError(Redirect.INHERIT);
        builder.environment().put("STORE_PASSWORD", store.server.password());
        return builder.start();
    }

    private static void awaitLine(BufferedReader out, String expected) throws IOException {
        for (var line = out.readLine(); !expected.equals(line); line = out.readLine()) {
            assertThat(line).as("the publisher ended before it said " + expected).isNotNull();
        }
    }

    private void judge(List<StoredEvent> stored, List<Told> told) {
        assertThat(stored).hasSize(EVENTS);
        var first = new LinkedHashMap<String, Told>();
        var seen = new HashMap<String, List<String>>();
        int duplicates = 0;
        for (var one : told) {
            var earlier = first.putIfAbsent(one.event().getId(), one);
            if (earlier == null) {
                seen.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one.event().getId());
            } else {
                duplicates++;
                assertThat(one).as("seed %d: told twice", SEED).isEqualTo(earlier);
            }
        }
        var expected = new HashMap<String, List<String>>();
        stored.forEach(event -> expected.computeIfAbsent(Envelope.subject(event), _ -> new ArrayList<>())
                .add(event.id().toString()));
        assertThat(new HashSet<>(first.keySet())).as("seed %d: none lost, none invented", SEED).hasSize(EVENTS);
        assertThat(seen).as("seed %d: order per key", SEED).isEqualTo(expected);
        assertThat(unacknowledged).as("kills that hit something").isPositive();
        System.out.printf(
                "seed %d: %d kills, %d while beginning, %d with events on their way; %d events, 0 lost, %d told again%n",
                SEED, KILLS, beginning, unacknowledged, EVENTS, duplicates);
    }
}
