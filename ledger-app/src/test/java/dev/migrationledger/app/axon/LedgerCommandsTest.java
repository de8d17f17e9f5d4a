package dev.migrationledger.app.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.projection.AsOf;
import dev.migrationledger.app.projection.History;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

class LedgerCommandsTest {
    private static final CommandContext ANA = CommandContext.of("ana", Optional.of("because"));

    private StoreFixture store;
    private LedgerCommands commands;

    @BeforeEach
    void open() {
        store = new StoreFixture(24);
        commands = store.axon.commands();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static DatabaseCommand.Register register(String address) {
        return new DatabaseCommand.Register(new Description("shop", "prod", "postgresql", address, Map.of("region", "eu")));
    }

    private static DatabaseCommand stamp(String to) {
        return new DatabaseCommand.Stamp(State.EMPTY, State.of(to), true, "I know");
    }

    @Test
    void aStoreThatGivesNoConnectionIsSaidInWords() {
        store.pool.close();

        assertThatThrownBy(() -> commands.send("shop", register("db1"), ANA))
                .isInstanceOfSatisfying(LedgerException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("LDG603");
                    assertThat(e.problem().message()).startsWith("shop: ");
                });
    }

    @Test
    void whatACommandWroteIsReadAtOnce() {
        var receipt = commands.send("shop", register("db1"), ANA);
        commands.send("shop", stamp("a"), ANA);
        assertThat(receipt.events()).hasSize(1);
        assertThat(receipt.version()).isZero();
        assertThat(receipt.position()).isEqualTo(1);
        var row = store.databases.find("shop").orElseThrow();
        assertThat(row.state().expected()).contains(State.of("a"));
        assertThat(row.lastChange()).contains(row.at());
        assertThat(row.position()).isEqualTo(2);
        assertThat(store.databases.all()).containsExactly(row);
        assertThat(store.databases.find("other")).isEmpty();
    }

    @Test
    void aRejectedCommandWritesNothing() {
        assertThatThrownBy(() -> commands.send("shop", stamp("a"), ANA))
                .isInstanceOfSatisfying(LedgerException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("LDG500");
                    assertThat(e.problem().message()).startsWith("shop: ");
                });
        assertThat(store.log.head()).isZero();
    }

    @Test
    void aRepeatedCommandWritesNothing() {
        var first = commands.send("shop", register("db1"), ANA);
        var again = commands.send("shop", register("db1"), ANA);
        assertThat(again.events()).isEmpty();
        assertThat(again.position()).isEqualTo(first.position());
    }

    @Test
    void transactionsAreReal() {
        assertThat(store.axon.transactions()).isExactlyInstanceOf(SpringTransactionManager.class);
    }

    @Test
    void historyTellsWhoAndWhy() {
        commands.send("shop", register("db1"), ANA);
        commands.send("other", register("db2"), ANA);
        commands.send("shop", stamp("a"), CommandContext.of("ci", Optional.empty()));
        var entries = new History(store.log, store.codec).of("shop", Optional.empty());
        assertThat(entries).extracting(History.Entry::type).containsExactly("database.registered.v1", "database.stamped.v1");
        assertThat(entries).extracting(History.Entry::position).containsExactly(1L, 3L);
        assertThat(entries).extracting(entry -> entry.from().actor()).containsExactly("ana", "ci");
        assertThat(entries).extracting(entry -> entry.from().reason()).containsExactly("because", "");
        assertThat(entries.get(1).data().get("to").get(0).asString()).isEqualTo("a");
    }

    @Test
    void theSystemsUserIsNotedWhateverNameIsGiven() {
        commands.send("shop", register("db1"), ANA);
        var user = System.getProperty("user.name");
        var from = new History(store.log, store.codec).of("shop", Optional.empty()).getFirst().from();
        assertThat(from.via()).isEqualTo("os-user " + user);
        assertThat(from.who()).isEqualTo("ana (os-user " + user + ")");
    }

    @Test
    void aStampNamesTheRunAndTheLookThatItStandsOn() {
        commands.send("shop", register("db1"), ANA);
        commands.send("shop", new DatabaseCommand.RecordDetection(new Detection(
                Verdict.EXACT, State.of("a"), List.of(), Claim.ABSENT, State.EMPTY, List.of(), List.of(), List.of(), "empty", "x")), ANA);
        commands.send("shop", stamp("a"), ANA);
        var entries = new History(store.log, store.codec).of("shop", Optional.empty());
        assertThat(entries).extracting(entry -> entry.from().correlation()).containsOnly(ANA.correlation());
        assertThat(entries).extracting(entry -> entry.from().command()).doesNotHaveDuplicates().doesNotContain("");
        assertThat(entries).extracting(entry -> entry.from().causation())
                .containsExactly(ANA.correlation(), ANA.correlation(), entries.get(1).id().toString());
    }

    /** Two processes: Axon's own lock does not reach from one to the other, only the store's compare-and-set does. */
    @Test
    void decisionsOfSeveralProcessesOnOneDatabaseAllCount() throws Exception {
        commands.send("shop", register("db"), ANA);
        var processes = new ArrayList<LedgerCommands>();
        for (int i = 0; i < 3; i++) {
            var joining = DSL.using(new TransactionAwareDataSourceProxy(store.pool), SQLDialect.POSTGRES);
            processes.add(new AxonParts(store.transactions, joining, store.log, store.codec).commands());
        }
        try (var threads = Executors.newFixedThreadPool(3)) {
            var futures = new ArrayList<Future<?>>();
            for (var process : processes) {
                futures.add(threads.submit(() -> {
                    for (int i = 0; i < 15; i++) {
                        process.send("shop", new DatabaseCommand.Refuse("up", "LDG999", "no " + i), ANA);
                    }
                }));
            }
            for (var future : futures) {
                future.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(new History(store.log, store.codec).of("shop", Optional.empty())).hasSize(46);
    }

    @Test
    void ofTwoIdentitiesAtOnceOneWins() throws Exception {
        commands.send("shop", register("db"), ANA);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var futures = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 8; i++) {
                var identity = new TargetIdentity("system", "" + i);
                futures.add(threads.submit(() -> {
                    try {
                        return !commands.send("shop", new DatabaseCommand.Identify(identity, false), ANA).events().isEmpty();
                    } catch (LedgerException e) {
                        assertThat(e.problem().code()).isEqualTo("LDG501");
                        return false;
                    }
                }));
            }
            int wins = 0;
            for (var future : futures) {
                wins += future.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(wins).isEqualTo(1);
        }
    }

    @Test
    void asOfIsTheSameFoldStoppedEarlier() {
        commands.send("shop", register("db1"), ANA);
        commands.send("shop", stamp("a"), ANA);
        commands.send("shop", stamp("b"), ANA);
        var times = new History(store.log, store.codec).of("shop", Optional.empty()).stream().map(History.Entry::time).toList();
        var asOf = new AsOf(store.log, store.codec);
        assertThat(asOf.all(times.get(0).minusNanos(1_000))).isEmpty();
        assertThat(asOf.all(times.get(1)).getFirst().state().expected()).contains(State.of("a"));
        assertThat(asOf.all(Instant.MAX)).isEqualTo(store.databases.all());
    }

    @Test
    void rowsOfAFormerShapeAreMadeAnew() {
        commands.send("a", register("a"), ANA);
        var right = store.databases.all();
        var positions = dev.migrationledger.app.jooq.ledger.Tables.PROJECTION_POSITION;
        var table = dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE;
        store.sql.update(positions).set(positions.NAME, "database_state.v1").execute();
        store.sql.update(table).set(table.STATE, "{\"former\": 1}").execute();
        assertThat(store.databases.all()).isEqualTo(right);
    }

    @Test
    void scriptsAreFoundByTheirDigest() {
        var scripts = new ScriptStore(store.sql);
        var script = new Script("create table größe (id int);\n", 3);
        scripts.save(List.of(script, script, new Script("select 1", 1)));
        scripts.save(List.of(script));
        scripts.save(List.of());
        assertThat(scripts.load(script.digest())).contains(script.text());
        assertThat(scripts.load("none")).isEmpty();
    }
}
