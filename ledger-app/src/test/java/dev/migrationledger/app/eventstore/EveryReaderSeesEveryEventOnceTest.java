package dev.migrationledger.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.StoreFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

/** Writers whose transactions overlap, some open for long, against readers that never wait. */
class EveryReaderSeesEveryEventOnceTest {
    private static final int WRITERS = 32;
    private static final int SLOW = 4;
    private static final int APPENDS = 12;
    private static final int BATCH = 5;
    private static final int TOTAL = WRITERS * APPENDS * BATCH;

    @Test
    void thirtyTwoWritersSomeSlow() throws Exception {
        try (var store = new StoreFixture(48);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new AtomicBoolean();
            var fastAreDone = new CountDownLatch(WRITERS - SLOW);
            var slowHaveAppended = new CountDownLatch(SLOW);
            var writers = new ArrayList<Future<?>>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                boolean slow = w < SLOW;
                writers.add(threads.submit(() -> {
                    write(store, writer, () -> {
                        if (slow) {
                            slowHaveAppended.countDown();
                            hold(fastAreDone);
                        } else {
                            hold(slowHaveAppended);
                        }
                    });
                    if (!slow) {
                        fastAreDone.countDown();
                    }
                }));
            }
            var readers = new ArrayList<Future<List<String>>>();
            for (int r = 0; r < 3; r++) {
                readers.add(threads.submit(reader(store, written)));
                readers.add(threads.submit(axonReader(store, written)));
            }
            for (var writer : writers) {
                writer.get(120, TimeUnit.SECONDS);
            }
            written.set(true);
            var first = readers.getFirst().get(60, TimeUnit.SECONDS);
            assertThat(first).hasSize(TOTAL);
            assertThat(new HashSet<>(first)).hasSize(TOTAL);
            for (var reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(first);
            }
            assertThat(store.log.head()).isEqualTo(TOTAL);
        }
    }

    /** Seconds pass between a slow writer's first append and its commit, and every other writer commits meanwhile. */
    private static void hold(CountDownLatch until) {
        try {
            assertThat(until.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(StoreFixture store, int writer, Runnable firstBeforeCommit) {
        for (int a = 0; a < APPENDS; a++) {
            Events.append(
                    store,
                    Events.events("database/" + writer, (long) a * BATCH, BATCH),
                    a == 0 ? firstBeforeCommit : () -> {});
        }
    }

    private static Callable<List<String>> reader(StoreFixture store, AtomicBoolean written) {
        return () -> {
            var seen = new ArrayList<String>();
            long position = 0;
            while (true) {
                boolean last = written.get();
                store.log.head();
                var page = store.log.after(position, 7);
                for (var event : page) {
                    assertThat(event.position()).isEqualTo(position + 1);
                    position = event.position();
                    seen.add(event.aggregate() + "#" + event.sequence());
                }
                if (last && page.isEmpty()) {
                    return seen;
                }
            }
        };
    }

    private static Callable<List<String>> axonReader(StoreFixture store, AtomicBoolean written) {
        return () -> {
            var engine = Events.engine(store);
            var seen = new ArrayList<String>();
            TrackingToken token = new GlobalSequenceTrackingToken(0);
            while (true) {
                boolean last = written.get();
                int before = seen.size();
                try (var events = engine.readEvents(token, false)) {
                    for (var event : events.toList()) {
                        token = event.trackingToken();
                        var domain = (org.axonframework.eventhandling.DomainEventMessage<?>) event;
                        seen.add(domain.getAggregateIdentifier() + "#" + domain.getSequenceNumber());
                    }
                }
                if (last && seen.size() == before) {
                    return seen;
                }
            }
        };
    }
}
