package dev.migrationledger.app.stream.kafka;

import static dev.migrationledger.app.jooq.ledger.Tables.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.testing.StoreFixture;
import io.cloudevents.CloudEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A publisher that is killed again and again while it publishes, or while it begins to: every twentieth time, or as often
 * as is said, a process of its own by {@code SIGKILL}, else one in this process by cutting all its connections. {@code
 * -Dstream.kills=1000 -Dstream.events=100000 -Dstream.sigkills=300 -Dseed=1}.
 */
class PublisherKillsTest {
    private static final int KILLS = Integer.getInteger("stream.kills", 12);
    private static final int EVENTS = Integer.getInteger("stream.events", 2_000);
    private static final long SEED = Long.getLong("seed", 1L);
    private static final int SIGKILLS = Integer.getInteger("stream.sigkills", (KILLS + 19) / 20);
    /** From so many processes on it pays to archive their classes. */
    private static final int MANY = 20;

    private static final int DATABASES = 40;
    private static final int APPENDED_AT_ONCE = 25;

    private final Random random = new Random(SEED);
    private final Map<String, Long> sequences = new HashMap<>();
    private int appended;
    /** Upper bound of the next kill's delay; follows what makes about half of the kills hit unacknowledged events. */
    private double longestMillis = 60;

    @TempDir
    private static Path archives;

    private PublisherProgram program = PublisherProgram.plain();
    private int processes;
    private int unacknowledged;
    private int beginning;

    @Test
    void nothingIsLostOrderPerKeyIsKeptAndDuplicatesCarryTheSameId() throws Exception {
        try (var broker = new Broker();
                var store = new StoreFixture(6)) {
            var config = broker.newTopics();
            if (SIGKILLS >= MANY) {
                program = PublisherProgram.archived(archives, source(store), broker.newTopics());
            }
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

    private void live(StoreFixture store, KafkaConfig config, int kill) throws Exception {
        boolean whileBeginning = random.nextInt(4) == 0;
        boolean process = (long) kill * SIGKILLS / KILLS > (kill - 1L) * SIGKILLS / KILLS;
        try (var life = process ? new PublisherProcess(program, source(store), config) : new CutOffPublisher(source(store), config)) {
            if (whileBeginning) {
                append(store, kill);
                pause(random.nextDouble() * (process ? 1_500 : longestMillis));
                beginning++;
            } else {
                life.awaitReady();
                append(store, kill);
                pause(random.nextDouble() * longestMillis);
            }
        }
        boolean hit = position(store, config) < store.log.head();
        unacknowledged += hit ? 1 : 0;
        processes += process ? 1 : 0;
        if (!whileBeginning) {
            longestMillis = Math.clamp(longestMillis * (hit ? 1.05 : 0.95), 2, 2_000);
        }
        if (kill % 100 == 0) {
            System.out.printf("%d kills, %d events, %d kills with events on their way%n", kill, appended, unacknowledged);
        }
    }

    private static void pause(double millis) {
        LockSupport.parkNanos((long) (millis * 1_000_000));
    }

    private static PGSimpleDataSource source(StoreFixture store) {
        return (PGSimpleDataSource) store.pool.getDataSource();
    }

    private static long position(StoreFixture store, KafkaConfig config) {
        return Optional.ofNullable(store.sql.select(SUBSCRIPTION.POSITION)
                        .from(SUBSCRIPTION)
                        .where(SUBSCRIPTION.NAME.startsWith(KafkaStream.subscription(config)))
                        .fetchOne(SUBSCRIPTION.POSITION))
                .orElse(0L);
    }

    private void endWell(StoreFixture store, KafkaConfig config) throws Exception {
        try (var last = new PublisherProcess(program, source(store), config)) {
            last.endWell();
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
        assertThat(processes).isEqualTo(SIGKILLS);
        System.out.printf(
                "seed %d: %d kills, %d of them of processes, %d while beginning, %d with events on their way; %d events, 0 lost, %d told again%n",
                SEED, KILLS, processes, beginning, unacknowledged, EVENTS, duplicates);
    }
}
