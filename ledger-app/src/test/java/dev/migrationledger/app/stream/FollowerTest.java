package dev.migrationledger.app.stream;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.stream.Subscriptions.Start;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.problem.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private final StoreFixture store = new StoreFixture(8);
    private final Subscriptions subscriptions = new Subscriptions(store.sql, store.log);
    private final List<Long> seen = new ArrayList<>();

    @BeforeEach
    void sevenEvents() {
        Events.append(store, Events.events("database/a", 0, 4));
        Events.append(store, Events.events("database/b", 0, 3));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void handsOverEveryEventOnceInTheOrderOfTheLog() {
        var follower = subscriptions.follower("x", Start.FIRST_EVENT);

        assertThat(follower.catchUp(inThrees(this::see))).hasValue(7);
        Events.append(store, Events.events("database/a", 4, 2));
        assertThat(follower.catchUp(inThrees(this::see))).hasValue(2);
        assertThat(follower.catchUp(inThrees(this::see))).hasValue(0);

        assertThat(seen).isEqualTo(positions(1, 9));
        assertThat(follower.position()).isEqualTo(9);
    }

    @Test
    void handsOverAgainWhatWasNotAcknowledged() {
        var follower = subscriptions.follower("x", Start.FIRST_EVENT);

        assertThatThrownBy(() -> follower.catchUp(inThrees(events -> {
                    see(events);
                    if (seen.size() > 3) {
                        throw new IllegalStateException("the receiver is down");
                    }
                })))
                .hasMessage("the receiver is down");
        assertThat(follower.position()).isEqualTo(3);
        seen.clear();

        subscriptions.follower("x", Start.FIRST_EVENT).catchUp(inThrees(this::see));
        assertThat(seen).isEqualTo(positions(4, 7));
    }

    @Test
    void subscriptionsDoNotKnowEachOther() {
        subscriptions.follower("x", Start.FIRST_EVENT).catchUp(this::see);
        var late = subscriptions.follower("y", Start.NEXT_EVENT);
        Events.append(store, Events.events("database/b", 3, 1));

        assertThat(subscriptions.all().stream().map(s -> s.name() + " " + s.position() + " " + s.behind()))
                .containsExactly("x 7 1", "y 7 1");
        seen.clear();
        late.catchUp(this::see);
        assertThat(seen).isEqualTo(positions(8, 8));
    }

    @Test
    void oneAtATimeHandsOverAndTheNextGoesOnWhereTheLockIsLost() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(
                () -> subscriptions.follower("x", Start.FIRST_EVENT).catchUp(inThrees(_ -> {
                    begun.countDown();
                    await(goOn);
                })));
        await(begun);
        var second = subscriptions.follower("x", Start.FIRST_EVENT);
        assertThat(second.catchUp(this::see)).isEqualTo(OptionalLong.empty());

        store.sql.execute("select pg_terminate_backend(pid) from pg_locks"
                + " where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
        assertThat(second.catchUp(this::see)).hasValue(7);
        goOn.countDown();

        assertThat(first.handle((_, failure) -> failure.getCause()).get(30, TimeUnit.SECONDS))
                .isInstanceOf(LedgerException.class);
        assertThat(second.position()).isEqualTo(7);
        assertThat(second.catchUp(this::see)).hasValue(0);
        assertThat(seen).isEqualTo(positions(1, 7));
    }

    @Test
    void nothingIsPassedOver() {
        store.log.head();
        store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.eq(5L)).execute();
        var follower = subscriptions.follower("x", Start.FIRST_EVENT);

        assertThatThrownBy(() -> follower.catchUp(inThrees(this::see)))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG910"));
        assertThat(follower.position()).isEqualTo(3);
        store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.gt(3L)).execute();
        assertThatThrownBy(() -> follower.catchUp(inThrees(this::see)))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG910"));
    }

    @Test
    void followsUntilItIsToldToStop() throws Exception {
        var stop = new Interruption();
        var failures = new ArrayList<String>();
        var sawTheLast = new CountDownLatch(1);
        var following = CompletableFuture.runAsync(() -> subscriptions.follower("x", Start.FIRST_EVENT).follow(
                inThrees(events -> {
                    if (failures.size() < 2) {
                        throw new IllegalStateException("down " + failures.size());
                    }
                    see(events);
                    if (seen.size() == 9) {
                        sawTheLast.countDown();
                    }
                }),
                stop,
                failure -> failures.add(failure.getMessage())));
        Events.append(store, Events.events("database/a", 4, 2));
        await(sawTheLast);
        stop.request();
        following.get(30, TimeUnit.SECONDS);

        assertThat(seen).isEqualTo(positions(1, 9));
        assertThat(failures).containsExactly("down 0", "down 1");
        assertThat(subscriptions.all().getFirst().behind()).isZero();
    }

    private void see(List<StoredEvent> events) {
        events.forEach(event -> seen.add(event.position()));
    }

    private static List<Long> positions(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static EventConsumer inThrees(EventConsumer consumer) {
        return new EventConsumer() {
            @Override
            public void accept(List<StoredEvent> events) {
                assertThat(events).hasSizeBetween(1, 3);
                consumer.accept(events);
            }

            @Override
            public int atOnce() {
                return 3;
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
