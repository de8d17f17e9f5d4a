package dev.migrationledger.app.eventstore;

import dev.migrationledger.app.LedgerApplication;
import dev.migrationledger.app.embedded.StoreSettings;
import dev.migrationledger.app.projection.Replay;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.history.DatabaseEvent;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Not a test: prints how fast the log is on this machine. Run its main with the test class path. */
final class LogRates {
    private static final int BATCH = 30;
    private static final int BATCHES = 1_500;

    private LogRates() {}

    public static void main(String[] args) throws Exception {
        try (var store = new StoreFixture(16)) {
            append(store, "warm", 1);
            System.out.printf("append, 1 connection:  %,.0f events/s%n", append(store, "one", 1));
            System.out.printf("append, 8 connections: %,.0f events/s%n", append(store, "eight", 8));
            long start = System.nanoTime();
            long head = store.log.head();
            System.out.printf("order:                 %,.0f events/s%n", head * 1e9 / (System.nanoTime() - start));
            var replay = new Replay(store.sql, store.log, store.codec, store.databases);
            replay.run();
            var outcome = replay.run();
            System.out.printf("replay:                %,.0f events/s, differences %s%n", outcome.eventsPerSecond(), outcome.differences());
        }
        var directory = Files.createTempDirectory("ledger-rates");
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            try (var context = LedgerApplication.start(StoreSettings.of(directory, Map.of()))) {
                System.out.printf(
                        "start: %d ms (JVM %d ms ago)%n",
                        (System.nanoTime() - start) / 1_000_000,
                        System.currentTimeMillis() - ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L));
            }
        }
    }

    private static double append(StoreFixture store, String name, int connections) throws Exception {
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var futures = new ArrayList<Future<?>>();
            for (int t = 0; t < connections; t++) {
                int thread = t;
                futures.add(threads.submit(() -> IntStream.range(0, BATCHES / connections)
                        .forEach(i -> Events.append(store, batch("database/" + name + "-" + thread + "-" + i)))));
            }
            for (var future : futures) {
                future.get();
            }
        }
        return BATCHES / connections * connections * (double) BATCH * 1e9 / (System.nanoTime() - start);
    }

    private static List<DomainEventMessage<?>> batch(String aggregate) {
        return IntStream.range(0, BATCH)
                .<DomainEventMessage<?>>mapToObj(i -> new GenericDomainEventMessage<>(
                        "database",
                        aggregate,
                        i,
                        new DatabaseEvent.RevisionApplied("0a1b2c3d", "revision-" + i, "9f86d081884c7d659a2feaa0c55ad015", 3, 12, false),
                        Map.of("actor", "ana", "reason", "release 12")))
                .toList();
    }
}
