package dev.migrationledger.app.projection;

import static dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE;
import static dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE_REPLAY;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {
    private static final CommandContext ANA = CommandContext.of("ana", Optional.empty());

    private StoreFixture store;
    private LedgerCommands commands;
    private Replay replay;

    @BeforeEach
    void open() {
        store = new StoreFixture(12);
        commands = store.axon.commands();
        replay = new Replay(store.sql, store.log, store.codec, store.databases);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void register(String id) {
        commands.send(id, new DatabaseCommand.Register(description(id)), ANA);
    }

    private static Description description(String address) {
        return new Description("shop", "prod", "postgresql", address, Map.of("region", "eu"));
    }

    private void stamp(String id, String to) {
        commands.send(id, new DatabaseCommand.Stamp(State.EMPTY, State.of(to), true, "I know"), ANA);
    }

    @Test
    void equalsTheLiveProjection() {
        for (int i = 0; i < 20; i++) {
            register("db" + i);
            stamp("db" + i, "a");
        }
        var before = store.databases.all();
        var folded = new AtomicLong();
        assertThat(replay.run(folded::addAndGet)).satisfies(o -> {
            assertThat(o.events()).isEqualTo(40);
            assertThat(o.databases()).isEqualTo(20);
            assertThat(o.differences()).isEmpty();
        });
        assertThat(folded).hasValue(40);
        assertThat(store.databases.all()).isEqualTo(before);
        stamp("db0", "b");
        assertThat(store.databases.all()).hasSameSizeAs(before).isNotEqualTo(before);
        assertThat(replay.run().differences()).isEmpty();
        assertThat(store.sql.fetchCount(DATABASE_STATE_REPLAY)).isZero();
    }

    @Test
    void keepsWhatAForgottenDatabaseLeavesAndShowsNoneOfIt() {
        register("gone");
        stamp("gone", "a");
        register("kept");
        commands.send("gone", new DatabaseCommand.Forget("sold"), ANA);

        assertThat(store.databases.all()).extracting(DatabaseRow::id).containsExactly("kept");
        var gone = store.databases.find("gone").orElseThrow();
        assertThat(gone.state().forgotten()).isTrue();
        assertThat(gone.lastChange()).isEmpty();
        assertThat(replay.run().differences()).isEmpty();
        assertThat(store.databases.find("gone")).contains(gone);

        commands.send("gone", new DatabaseCommand.Register(description("elsewhere"), Optional.of(new TargetIdentity("another", "server"))), ANA);
        assertThat(store.databases.all()).extracting(DatabaseRow::id).containsExactly("gone", "kept");
        assertThat(store.databases.find("gone").orElseThrow().lastChange()).as("of its second life").isEmpty();
    }

    @Test
    void namesDatabaseAndFieldOfWhatIsWrongAndMendsIt() {
        register("a");
        register("b");
        stamp("b", "x");
        register("c");
        var right = store.databases.all();
        store.sql.deleteFrom(DATABASE_STATE).where(DATABASE_STATE.ID.eq("a")).execute();
        store.sql.update(DATABASE_STATE)
                .set(DATABASE_STATE.STATE, DSL.replace(DATABASE_STATE.STATE, "[\"x\"]", "[\"y\"]"))
                .set(DATABASE_STATE.ENVIRONMENT, "test")
                .where(DATABASE_STATE.ID.eq("b"))
                .execute();
        store.sql.insertInto(DATABASE_STATE)
                .select(store.sql.select(DSL.inline("d"), DATABASE_STATE.CATALOG, DATABASE_STATE.ENVIRONMENT, DATABASE_STATE.VERDICT,
                                DATABASE_STATE.CLAIMED, DATABASE_STATE.OBSERVED, DATABASE_STATE.EXPECTED, DATABASE_STATE.LAST_CHANGE,
                                DATABASE_STATE.AT, DATABASE_STATE.POSITION, DATABASE_STATE.STATE)
                        .from(DATABASE_STATE)
                        .where(DATABASE_STATE.ID.eq("c")))
                .execute();

        var differences = replay.run().differences();

        assertThat(differences).extracting(Difference::database).containsOnly("a", "b", "d");
        assertThat(differences).contains(
                new Difference("a", "row", "missing", "it is there"), new Difference("b", "environment", "test", "prod"),
                new Difference("d", "row", "there", "there is none"));
        assertThat(differences).filteredOn(d -> d.database().equals("b")).extracting(Difference::field)
                .contains("environment", "state.expected");
        assertThat(store.databases.all()).isEqualTo(right);
        assertThat(replay.run().differences()).isEmpty();
    }

    @Test
    void writersAndReadersGoOnMeanwhile() throws Exception {
        for (int i = 0; i < 8; i++) {
            register("db" + i);
        }
        var stop = new AtomicBoolean();
        var written = new AtomicInteger();
        var begun = new CountDownLatch(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var working = new ArrayList<Future<?>>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                working.add(threads.submit(() -> {
                    for (int i = 0; !stop.get() || i == 0; i++) {
                        stamp("db" + (thread * 2 + i % 2), "r" + i);
                        written.incrementAndGet();
                        assertThat(store.databases.find("db" + thread * 2)).isPresent();
                        begun.countDown();
                    }
                }));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 6; i++) {
                int before = written.get();
                assertThat(replay.run(_ -> awaitMore(written, before)).differences()).as("replay %d", i).isEmpty();
            }
            stop.set(true);
            for (var one : working) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(replay.run()).satisfies(o -> {
            assertThat(o.events()).isEqualTo(8 + written.get());
            assertThat(o.differences()).isEmpty();
        });
    }

    /** What is appended after the fold began must be in when the switch comes. */
    private static void awaitMore(AtomicInteger written, int before) {
        while (written.get() < before + 3) {
            Thread.onSpinWait();
        }
    }

    @Test
    void oneThatDiesLeavesTheLiveProjectionAndIsClearedAwayLater() {
        register("a");
        stamp("a", "x");
        var right = store.databases.all();
        store.sql.execute("create function ledger.die() returns trigger language plpgsql as $$ begin"
                + " perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
        store.sql.execute("create trigger die after delete on ledger.database_state execute function ledger.die()");

        assertThatThrownBy(replay::run).isInstanceOf(LedgerException.class);

        assertThat(store.databases.all()).isEqualTo(right);
        stamp("a", "y");
        assertThat(store.databases.find("a").orElseThrow().state().expected()).contains(State.of("y"));
        store.sql.execute("drop trigger die on ledger.database_state");
        abandoned("old", OffsetDateTime.now().minusDays(2));
        abandoned("new", OffsetDateTime.now());
        assertThat(replay.run().differences()).isEmpty();
        assertThat(store.sql.fetchValues(DATABASE_STATE_REPLAY.ID)).as("another replay may be at it").containsExactly("new");
        assertThat(store.databases.all()).extracting(DatabaseRow::id).containsExactly("a");
    }

    private void abandoned(String id, OffsetDateTime begun) {
        var record = store.sql.selectFrom(DATABASE_STATE).fetchSingle().into(DATABASE_STATE_REPLAY);
        record.touched(true);
        record.setId(id);
        record.setReplay(UUID.randomUUID());
        record.setBegun(begun);
        store.sql.insertInto(DATABASE_STATE_REPLAY).set(record).execute();
    }

    /** Somebody cut off the log and left what counts it: to wait for the rest would never end. */
    @Test
    void aLogThatIsShorterThanItCountsIsAnError() {
        register("a");
        stamp("a", "x");
        store.log.head();
        var last = store.sql.select(DSL.max(EVENT_POSITION.SEQ)).from(EVENT_POSITION).fetchSingle().value1();
        store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.SEQ.eq(last)).execute();
        store.sql.deleteFrom(EVENT).where(EVENT.SEQ.eq(last)).execute();

        assertThatThrownBy(store.databases::all).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG846"));
        assertThatThrownBy(replay::run).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG846"));
    }
}
