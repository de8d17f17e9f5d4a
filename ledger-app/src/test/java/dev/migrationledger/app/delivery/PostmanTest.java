package dev.migrationledger.app.delivery;

import static dev.migrationledger.app.jooq.ledger.Tables.DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.delivery.Postman.Round;
import dev.migrationledger.app.testing.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostmanTest {
    private static final Reply.Delivered WELL = new Reply.Delivered();
    private static final Reply AWAY = new Reply.Later("no connection", Optional.empty(), false);
    private static final Reply FAILS = new Reply.Later("HTTP 500", Optional.empty(), true);
    private static final Reply NO = new Reply.Refused("HTTP 400");

    private final StoreFixture store = new StoreFixture(4);
    private final Deliveries deliveries = new Deliveries(store.sql);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final Postman postman = new Postman(deliveries, clock);
    private final List<String> told = new ArrayList<>();
    private Map<String, Deque<Reply>> replies = Map.of();

    @AfterEach
    void close() {
        store.close();
    }

    /** What the next tries of one message give; then all is well. */
    private void answers(String message, Reply... all) {
        replies = Map.of(message, new ArrayDeque<>(Arrays.asList(all)));
    }

    private Round round() {
        told.clear();
        return postman.round(delivery -> {
            told.add(delivery.channel() + ":" + delivery.body());
            return Optional.ofNullable(replies.get(delivery.body())).map(Deque::pollFirst).orElse(WELL);
        });
    }

    private void add(String... messages) {
        deliveries.add(Stream.of(messages).map(this::message).toList());
    }

    /** {@code channel/subject/body}. */
    private Delivery message(String text) {
        var parts = text.split("/");
        return Delivery.of(
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)), parts[0], parts[1], "fired", parts[2], clock.instant());
    }

    @Test
    void whatIsDeliveredIsNotToldAgain() {
        add("a/s/1", "a/s/2", "b/s/3");
        assertThat(round()).isEqualTo(new Round(3, 0, 0));
        assertThat(told).containsExactly("a:1", "b:3", "a:2");
        assertThat(round()).isEqualTo(new Round(0, 0, 0));
        assertThat(told).isEmpty();
    }

    @Test
    void theSameIdIsKeptOnce() {
        add("a/s/1");
        add("a/s/1");
        assertThat(round()).isEqualTo(new Round(1, 0, 0));
    }

    @Test
    void aLaterMessageOfASubjectWaitsForTheEarlier() {
        add("a/s/1", "a/s/2", "a/t/3");
        answers("1", FAILS);
        assertThat(round()).isEqualTo(new Round(1, 1, 0));
        assertThat(told).containsExactly("a:1", "a:3");
        clock.pass(Duration.ofMinutes(1));
        assertThat(round()).isEqualTo(new Round(2, 0, 0));
        assertThat(told).containsExactly("a:1", "a:2");
    }

    @Test
    void aChannelThatIsAwayIsLeftAloneAndTheOthersAreTold() {
        add("a/s/1", "a/t/2", "b/s/3");
        answers("1", AWAY);
        assertThat(round()).isEqualTo(new Round(1, 1, 0));
        assertThat(told).containsExactly("a:1", "b:3");
        assertThat(round()).as("the next round tries what waits").isEqualTo(new Round(1, 0, 0));
    }

    @Test
    void aRefusedMessageIsGivenUpAtOnceAndTheNextIsTold() {
        add("a/s/1", "a/s/2");
        answers("1", NO);
        assertThat(round()).isEqualTo(new Round(1, 0, 1));
        assertThat(told).containsExactly("a:1", "a:2");
        assertThat(deliveries.undelivered()).singleElement().satisfies(dead -> {
            assertThat(dead.status()).isEqualTo(Delivery.Status.DEAD);
            assertThat(dead.error()).isEqualTo("HTTP 400");
            assertThat(dead.tries()).isEqualTo(1);
        });
    }

    @Test
    void pausesGrowUntilItIsGivenUp() {
        add("a/s/1");
        answers("1", FAILS, FAILS, FAILS, FAILS, FAILS, FAILS, FAILS, FAILS, FAILS, FAILS, FAILS, FAILS);
        var pauses = new ArrayList<Duration>();
        while (round().dead() == 0) {
            var waits = Duration.between(clock.instant(), deliveries.undelivered().getFirst().nextTry());
            assertThat(round()).as("nothing before its time").isEqualTo(new Round(0, 0, 0));
            pauses.add(waits);
            clock.pass(waits);
        }
        assertThat(pauses).hasSize(9).isSorted();
        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
        assertThat(pauses.getLast()).isBetween(Duration.ofHours(8), Duration.ofMinutes(528));
        assertThat(deliveries.undelivered()).singleElement().satisfies(dead -> {
            assertThat(dead.status()).isEqualTo(Delivery.Status.DEAD);
            assertThat(dead.tries()).isEqualTo(10);
            assertThat(dead.error()).isEqualTo("HTTP 500");
        });
    }

    @Test
    void theReceiversWishIsNotCutShort() {
        add("a/s/1");
        answers("1", new Reply.Later("HTTP 429", Optional.of(Duration.ofMinutes(20)), false));
        round();
        assertThat(deliveries.undelivered().getFirst().nextTry()).isEqualTo(clock.instant().plus(Duration.ofMinutes(20)));
    }

    @Test
    void whatWasGivenUpIsToldWhenAPersonWants() {
        add("a/s/1");
        answers("1", NO);
        round();
        assertThat(deliveries.revive(clock.instant())).isEqualTo(1);
        assertThat(round()).isEqualTo(new Round(1, 0, 0));
        assertThat(deliveries.undelivered()).isEmpty();
        assertThat(deliveries.revive(clock.instant())).isZero();
    }

    @Test
    void aReceiverThatWantsNoMoreGivesUpTheMessage() {
        add("a/s/1");
        answers("1", new Reply.Gone());
        assertThat(round()).isEqualTo(new Round(0, 0, 1));
    }

    private List<String> kept() {
        return store.sql.select(DELIVERY.BODY).from(DELIVERY).orderBy(DELIVERY.SEQ).fetch(DELIVERY.BODY);
    }

    private int prune() {
        return deliveries.prune(clock.instant().minus(Duration.ofDays(90)), "fired");
    }

    @Test
    void whatWasDeliveredLongAgoIsForgottenButForTheNewestOfItsSubject() {
        add("a/s/1", "a/s/2", "b/s/3", "a/t/4");
        round();
        clock.pass(Duration.ofDays(91));
        add("b/s/5");
        assertThat(round().delivered()).isEqualTo(1);
        assertThat(prune()).isEqualTo(2);
        assertThat(kept()).containsExactly("2", "4", "5");
        assertThat(deliveries.newest("a")).extracting(Delivery::body).containsExactly("2", "4");
        assertThat(prune()).isZero();
    }

    /** Of an event that was sent once more to its webhook. */
    @Test
    void whatOpensNothingIsForgottenThoughItIsTheNewestOfItsSubject() {
        deliveries.add(List.of(Delivery.of(UUID.randomUUID(), "a", "s", "event", "1", clock.instant())));
        round();
        clock.pass(Duration.ofDays(91));
        assertThat(prune()).isEqualTo(1);
    }

    @Test
    void whatIsNewerStays() {
        add("a/s/1", "a/s/2");
        round();
        clock.pass(Duration.ofDays(90));
        assertThat(prune()).isZero();
    }

    @Test
    void whatIsUndeliveredStaysHoweverOldItIs() {
        add("a/s/1", "a/s/2", "a/s/3", "b/s/4");
        replies = Map.of("1", new ArrayDeque<>(List.of(NO)), "4", new ArrayDeque<>(List.of(AWAY)));
        round();
        clock.pass(Duration.ofDays(400));
        assertThat(prune()).isEqualTo(1);
        assertThat(kept()).containsExactly("1", "3", "4");
    }

    @Test
    void aSubjectThatIsOverIsForgottenFromItsBeginningOn() {
        add("a/s/1");
        deliveries.add(List.of(Delivery.of(UUID.randomUUID(), "a", "s", "over", "2", clock.instant())));
        round();
        clock.pass(Duration.ofDays(91));
        prune();
        assertThat(kept()).as("at no moment does it look as if it were open").containsExactly("2");
        prune();
        assertThat(kept()).isEmpty();
    }
}
