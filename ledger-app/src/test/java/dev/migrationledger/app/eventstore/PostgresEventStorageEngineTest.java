package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static dev.migrationledger.app.jooq.ledger.Tables.UNSEQUENCED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.SignedLog;
import dev.migrationledger.core.problem.LedgerException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStorageEngineTest {
    private StoreFixture store;
    private PostgresEventStorageEngine engine;

    @BeforeEach
    void open() {
        store = new StoreFixture(20);
        engine = Events.engine(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsAppendedIsReadBackWhole() {
        var events = Events.events("database/a", 0, 2_500);
        Events.append(store, events);
        var read = engine.readEvents("database/a", 0).asStream().toList();
        assertThat(read).hasSize(2_500);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).getPayload()).isEqualTo(events.get(i).getPayload());
            assertThat(read.get(i).getIdentifier()).isEqualTo(events.get(i).getIdentifier());
            assertThat(read.get(i).getSequenceNumber()).isEqualTo(i);
            assertThat(read.get(i).getMetaData()).containsEntry("actor", "ana");
        }
        assertThat(engine.readEvents("database/a", 2_498).asStream().toList()).hasSize(2);
        assertThat(engine.lastSequenceNumberFor("database/a")).contains(2_499L);
        assertThat(engine.lastSequenceNumberFor("database/b")).isEmpty();
    }

    @Test
    void oneOfTwoConcurrentAppendsWinsEachPlace() throws Exception {
        var wins = new HashMap<Long, AtomicInteger>();
        for (long sequence = 0; sequence < 25; sequence++) {
            wins.put(sequence, new AtomicInteger());
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var futures = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 8; writer++) {
                futures.add(threads.submit(() -> {
                    for (long sequence = 0; sequence < 25; sequence++) {
                        try {
                            Events.append(store, List.of(Events.event("database/a", sequence, "x")));
                            wins.get(sequence).incrementAndGet();
                        } catch (ConcurrencyException e) {
                            assertThat(e.getCause()).isNull();
                        }
                    }
                }));
            }
            for (var future : futures) {
                future.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(wins.values()).allSatisfy(count -> assertThat(count.get()).isEqualTo(1));
        assertThat(store.log.head()).isEqualTo(25);
        var audit = new StoredLog(store.sql, store.log).audit(SignedLog.NOTHING);
        assertThat(audit.events()).isEqualTo(25);
        assertThat(audit.findings()).isEmpty();
    }

    @Test
    void aConflictTellsNothingOfThePayload() {
        Events.append(store, Events.events("database/a", 0, 1));
        assertThatThrownBy(() -> Events.append(store, List.of(Events.event("database/a", 0, "s3cret"))))
                .isInstanceOf(ConcurrencyException.class)
                .satisfies(e -> assertThat(printed(e)).doesNotContain("s3cret").doesNotContain("insert"));
    }

    @Test
    void aServerFailureTellsNothingOfThePayload() {
        assertThatThrownBy(() -> Events.append(store, List.of(Events.event("database/a\0", 0, "s3cret"))))
                .isInstanceOfSatisfying(LedgerException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("LDG603");
                    assertThat(printed(e)).doesNotContain("s3cret").doesNotContain("insert");
                });
    }

    @Test
    void anAppendThatDiesBeforeCommitLeavesNothing() {
        assertThatThrownBy(() -> Events.append(store, Events.events("database/a", 0, 3), () -> {
                    throw new IllegalStateException("died");
                }))
                .hasMessage("died");
        assertThat(store.log.head()).isZero();
        Events.append(store, Events.events("database/a", 0, 3));
        assertThat(store.log.head()).isEqualTo(3);
    }

    @Test
    void whatWasCommittedButNotOrderedIsSeenByTheNextReader() {
        Events.append(store, Events.events("database/a", 0, 3));
        assertThat(store.sql.fetchCount(UNSEQUENCED)).isEqualTo(3);
        try (var events = engine.readEvents(null, false)) {
            assertThat(events.map(e -> e.trackingToken().position().orElseThrow()).toList()).containsExactly(1L, 2L, 3L);
        }
        assertThat(store.sql.fetchCount(UNSEQUENCED)).isZero();
    }

    @Test
    void anEventMustFollowAnother() {
        assertThatThrownBy(() -> Events.append(store, List.of(Events.event("database/a", 7, "x"))))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG604"));
    }

    @Test
    void tokensStandBetweenEvents() {
        var early = new GenericDomainEventMessage<>(
                "database", "database/a", 0, Events.event("database/a", 0, "x").getPayload(), Map.of(),
                UUID.randomUUID().toString(), Instant.parse("2026-01-01T00:00:00Z"));
        var late = new GenericDomainEventMessage<>(
                "database", "database/a", 1, Events.event("database/a", 1, "x").getPayload(), Map.of(),
                UUID.randomUUID().toString(), Instant.parse("2026-02-01T00:00:00Z"));
        Events.append(store, List.<DomainEventMessage<?>>of(early, late));
        assertThat(engine.createTailToken().position()).hasValue(0);
        assertThat(engine.createHeadToken().position()).hasValue(2);
        assertThat(engine.createTokenAt(Instant.parse("2026-01-15T00:00:00Z")).position()).hasValue(1);
        assertThat(engine.createTokenAt(Instant.parse("2026-03-01T00:00:00Z")).position()).hasValue(2);
    }

    @Test
    void whatHasNoNameOrNoAggregateIsNotStored() {
        var nameless = new GenericDomainEventMessage<>("database", "database/a", 0, "just text");
        assertThatThrownBy(() -> engine.appendEvents(List.of(nameless)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG601"));
        assertThatThrownBy(() -> engine.appendEvents(List.of(GenericEventMessage.asEventMessage("x"))))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG605"));
    }

    @Test
    void anUnknownNameInTheStoreIsRefused() {
        Events.append(store, Events.events("database/a", 0, 1));
        store.sql.update(EVENT).set(EVENT.TYPE, "java.lang.Runtime").execute();
        assertThatThrownBy(() -> engine.readEvents("database/a", 0).asStream().toList())
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG600"));
    }

    @Test
    void aFlippedByteBreaksTheChain() {
        Events.append(store, Events.events("database/a", 0, 3));
        Events.append(store, Events.events("database/b", 0, 3));
        Events.append(store, Events.events("database/a", 3, 3));
        assertThat(findings()).isEmpty();
        store.sql.update(EVENT)
                .set(EVENT.PAYLOAD, org.jooq.impl.DSL.replace(EVENT.PAYLOAD, "a#4", "a#5"))
                .where(EVENT.AGGREGATE.eq("database/a"), EVENT.SEQUENCE.eq(4L))
                .execute();
        assertThat(findings()).containsExactly(
                new Finding(8, "database/a", "database.refused.v1", Fault.CHANGED, "is not what was stored"));
    }

    @Test
    void aMissingEventBreaksTheChain() {
        Events.append(store, Events.events("database/a", 0, 3));
        assertThat(findings()).isEmpty();
        store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.eq(2L)).execute();
        store.sql.deleteFrom(EVENT).where(EVENT.SEQUENCE.eq(1L)).execute();
        assertThat(findings()).extracting(Finding::position, Finding::aggregate, Finding::fault).containsExactly(
                tuple(2L, "", Fault.MISSING), tuple(3L, "database/a", Fault.OUT_OF_SEQUENCE));
    }

    @Test
    void anEventDeletedBeforeItIsOrderedIsMissed() {
        Events.append(store, Events.events("database/a", 0, 3));
        store.sql.deleteFrom(EVENT).where(EVENT.SEQUENCE.eq(2L)).execute();
        assertThat(findings()).extracting(Finding::fault).contains(Fault.MISSING);
    }

    @Test
    void anEventWithoutPositionIsFound() {
        Events.append(store, Events.events("database/a", 0, 3));
        assertThat(findings()).isEmpty();
        store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.eq(3L)).execute();
        assertThat(findings()).extracting(Finding::position, Finding::aggregate, Finding::fault)
                .containsExactlyInAnyOrder(tuple(3L, "", Fault.CUT_OFF), tuple(0L, "database/a", Fault.UNORDERED));
    }

    private List<Finding> findings() {
        return new StoredLog(store.sql, store.log).audit(SignedLog.NOTHING).findings();
    }

    private static String printed(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
