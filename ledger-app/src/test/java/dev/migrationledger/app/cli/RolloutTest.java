package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.RunRollout;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.operation.UpDatabase;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rollouts over real files, as a person at the command line has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutTest {
    static final String CUSTOMERS = "create table customer (id integer primary key, name text);"
            + "insert into customer values (1, 'ada'), (2, 'ben');";
    private static final String EMPTY = "pragma user_version = 2; vacuum";
    static final String TWICE = "insert into customer values (3, 'ada');";

    /** While {@code user_version} is 1 this takes until somebody kills it. */
    private static final String ENDLESS = "select count(*) from (with recursive n (i) as (select 1 where"
            + " (select user_version from pragma_user_version) = 1 union all select i + 1 from n) select i from n);";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** {@code c1 -> c2 -> c3}; c3 does not go in where a name is there twice. */
    static SqliteProject shop(Workplace workplace) {
        return new SqliteProject(workplace)
                .revision("1.sql", "c1", "", "create table customer (id integer primary key, name text);")
                .revision("2.sql", "c2", "c1", "create table purchase (id integer primary key);")
                .revision("3.sql", "c3", "c2", "create unique index one_name on customer (name);");
    }

    private SqliteProject shop() {
        return shop(workplace);
    }

    private static String planned(SqliteProject shop, String... words) {
        return shop.run(with(words, "rollout", "start", "--all", "--reason", "spring", "--format", "json"))
                .exits(0)
                .json()
                .path("rollout")
                .path("id")
                .asString();
    }

    static String approved(SqliteProject shop, String... words) {
        var id = planned(shop, words);
        shop.run("rollout", "approve", id, "--yes", "--reason", "a test has one user").exits(0);
        return id;
    }

    private static String[] with(String[] more, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    static CommandLineRun resume(SqliteProject shop, String id) {
        return shop.run("rollout", "resume", id, "--format", "json");
    }

    private static JsonNode status(SqliteProject shop, String id) {
        return shop.run("rollout", "status", id, "--format", "json").exits(0).json();
    }

    static List<String> outcomes(JsonNode document) {
        return texts(document.path("databases"), "outcome");
    }

    static String phase(JsonNode document) {
        return document.path("rollout").path("phase").asString();
    }

    private static List<String> firing(SqliteProject shop) {
        return texts(shop.run("alerts", "list", "--format", "json").exits(0).json().path("alerts"), "key");
    }

    @Test
    void threeWavesBringAllOfThemToHead() {
        var shop = shop().database("a", CUSTOMERS).database("b", CUSTOMERS).database("c", EMPTY).database("d", CUSTOMERS);
        shop.json("d", "up").exits(0);
        var id = planned(shop, "--waves", "1,2,100%");
        resume(shop, id).exits(3).says("LDG874");
        assertThat(shop.json("a", "detect").entry().path("revisions").get(0).asString()).isEqualTo("c1");
        shop.run("rollout", "approve", id, "--actor", "somebody-else").exits(3).says("LDG875");
        shop.run("rollout", "approve", id, "--yes", "--reason", "a test has one user").exits(0).says("approved");

        var end = resume(shop, id).exits(0).json();
        assertThat(phase(end)).isEqualTo("finished");
        assertThat(outcomes(end)).containsExactly("upgraded", "upgraded", "upgraded", "unchanged");
        assertThat(texts(end.path("databases"), "wave")).containsExactly("1", "2", "3", "3");
        shop.run("status", "--all", "--check").exits(0);
        resume(shop, id).exits(3).says("LDG878");

        var events = shop.json("a", "history").exits(0).entry().path("events");
        events.forEach(event -> assertThat(event.path("rollout").asString())
                .as("%s by %s", event.path("type"), event.path("verb"))
                .isEqualTo(event.path("verb").asString().equals("rollout resume") ? id : ""));
        assertThat(texts(events, "verb")).contains("rollout start", "rollout resume", "status");
        shop.run("replay").exits(0);
        shop.run("audit", "verify").exits(0);
        shop.run("what-if", "--policy", "failure-budget=0").exits(0);
    }

    @Test
    void aDatabaseThatWasForgottenSinceIsNotBroughtBack() {
        var shop = shop().database("a", CUSTOMERS).database("b", CUSTOMERS);
        var id = approved(shop);
        shop.json("b", "forget", "--yes", "--reason", "moved").exits(0);

        var end = resume(shop, id).exits(3).json();
        assertThat(outcomes(end)).containsExactly("upgraded", "refused");
        assertThat(end.path("databases").get(1).path("error").path("code").asString()).isEqualTo("LDG890");
        assertThat(shop.answer("b", "select count(*) from sqlite_schema where name = 'purchase'")).isEqualTo("0");
        shop.json("b", "status").says("LDG983");
    }

    @Test
    void aFailureHaltsItAndFiresUntilItIsMended() {
        var shop = shop().database("a", CUSTOMERS).database("b", CUSTOMERS + TWICE).database("c", CUSTOMERS);
        var id = approved(shop, "--waves", "1,2,100%");
        var halted = resume(shop, id).exits(2).json();
        assertThat(phase(halted)).isEqualTo("halted");
        assertThat(outcomes(halted)).containsExactly("upgraded", "failed", "");
        assertThat(halted.path("databases").get(1).path("revision").asString()).isEqualTo("c3");
        assertThat(halted.path("databases").get(1).path("error").path("code").asString()).isEqualTo("LDG530");
        assertThat(shop.answer("c", "select count(*) from sqlite_schema where name = 'purchase'")).isEqualTo("0");
        assertThat(firing(shop)).contains("rollout-halted/" + id);
        shop.run("rollout", "status", "--check").exits(1).says(id, "halted");

        SqliteFiles.run(shop.address("b"), "update customer set name = 'cleo' where id = 3");
        var end = resume(shop, id).exits(0).json();
        assertThat(phase(end)).isEqualTo("finished");
        assertThat(outcomes(end)).containsExactly("upgraded", "upgraded", "upgraded");
        assertThat(firing(shop)).doesNotContain("rollout-halted/" + id);
    }

    @Test
    void failuresWithinTheBudgetDoNotStopTheOthers() {
        var shop = shop().database("a", CUSTOMERS + TWICE).database("b", CUSTOMERS);
        var id = approved(shop, "--waves", "1,100%", "--failure-budget", "1");
        var end = resume(shop, id).exits(2).json();
        assertThat(phase(end)).isEqualTo("finished");
        assertThat(outcomes(end)).containsExactly("failed", "upgraded");
    }

    @Test
    void aPlanThatChangedIsNotRun() {
        var shop = shop().database("edited", CUSTOMERS).database("moved", CUSTOMERS);
        var id = approved(shop, "--failure-budget", "2");
        shop.json("moved", "apply", "c2").exits(0);
        shop.revision("3.sql", "c3", "c2", "create unique index one_name on customer (name, id);");
        var end = resume(shop, id).exits(3).json();
        assertThat(outcomes(end)).containsExactly("refused", "refused");
        assertThat(end.path("databases").findValuesAsString("code")).containsExactly("LDG870", "LDG870");
        assertThat(end.path("databases").get(0).path("error").path("message").asString()).contains("scripts");
        assertThat(end.path("databases").get(1).path("error").path("message").asString()).contains("start at c2");
        assertThat(shop.answer("edited", "select count(*) from sqlite_schema where name = 'purchase'")).isEqualTo("0");
        assertThat(shop.json("moved", "detect").entry().path("revisions").get(0).asString()).isEqualTo("c2");
    }

    @Test
    void aDatabaseWithoutAPlanMeansNoRollout() {
        var shop = shop().database("a", CUSTOMERS).database("odd", "create table nobody_knows (id integer primary key);");
        shop.run("rollout", "start", "--all", "--reason", "spring").exits(3).says("LDG889", "1 of 2", shop.id("odd"));
        shop.run("rollout", "start", "--all").exits(64).says("LDG880");
        shop.run("rollout", "start", "--all", "--reason", "x", "--waves", "1").exits(64).says("LDG872");
        shop.run("rollout", "resume", "never").exits(64).says("LDG873");
        shop.run("rollout", "pause", "never").exits(64).says("LDG873");
    }

    @Test
    void aKilledOneIsGoneOnWithAndARivalIsKeptOut() throws Exception {
        var shop = new SqliteProject(workplace)
                .revision("1.sql", "c1", "", "create table ran (times int); insert into ran values (0);")
                .revision("2.sql", "c2", "c1", "update ran set times = times + 1;\n" + ENDLESS)
                .revision("3.sql", "c3", "c2", "update ran set times = times + 1;\ncreate table last (id int primary key);");
        for (var name : new String[] {"a", "b", "c"}) {
            shop.database(name, name.equals("b") ? "pragma user_version = 1; vacuum" : EMPTY);
        }
        var id = approved(shop, "--waves", "1,2,100%");
        try (var child = shop.start("rollout", "resume", id)) {
            waitUntilItIsBusy(shop, "b");
            assertThat(status(shop, id).path("rollout").path("working").asBoolean()).isTrue();
            resume(shop, id).exits(4).says("LDG884");
            child.signal("KILL").ended();
        }
        workplace.awaitInStore("not exists (select from pg_locks where locktype = 'advisory')");
        var left = status(shop, id);
        assertThat(phase(left)).isEqualTo("running");
        assertThat(left.path("rollout").path("working").asBoolean()).isFalse();
        assertThat(outcomes(left)).containsExactly("upgraded", "", "");

        SqliteFiles.run(shop.address("b"), "pragma user_version = 0");
        var end = resume(shop, id).exits(0).json();
        assertThat(outcomes(end)).containsExactly("upgraded", "upgraded", "upgraded");
        for (var name : new String[] {"a", "b", "c"}) {
            assertThat(shop.answer(name, "select times from ran")).as(name).isEqualTo("2");
        }
        assertThat(texts(shop.json("a", "history").entry().path("events"), "type").stream()
                        .filter("database.apply-started.v1"::equals))
                .as("what was done is not touched again")
                .hasSize(1);
    }

    /** Its second revision waits until advisory lock 4711 is free. */
    private Project gated() {
        return workplace.project()
                .revision("c1", "", "create table ran (times int);")
                .revision("c2", "c1", """
                        do $$ begin while not pg_try_advisory_xact_lock(4711) loop perform pg_sleep(0.05); end loop; end $$;
                        create table wide (id int primary key);""")
                .ready();
    }

    /** Resumes one over {@link #gated()} and acts while its second revision runs. @return how the resumed one ended */
    private CommandLineRun whileItRuns(Project shop, String id, Runnable act) throws Exception {
        try (var gate = workplace.server.connect(shop.address()); var statement = gate.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            try (var child = shop.start("rollout", "resume", id)) {
                shop.await("exists (select from pg_stat_activity where datname = current_database() and state = 'active'"
                        + " and query like '%pg_try_advisory_xact_lock%' and pid <> pg_backend_pid())");
                act.run();
                statement.execute("select pg_advisory_unlock(4711)");
                return child.ended();
            }
        }
    }

    @Test
    void aPauseTakesEffectBeforeTheNextDatabaseOfAnotherProcess() throws Exception {
        var shop = gated().andDatabase("b");
        var id = shop.run("rollout", "start", "--all", "--waves", "1,100%", "--reason", "spring", "--format", "json")
                .exits(0).json().path("rollout").path("id").asString();
        shop.run("rollout", "approve", id, "--yes", "--reason", "a test has one user").exits(0);
        whileItRuns(shop, id, () -> shop.run("rollout", "pause", id, "--reason", "peak hours").exits(0).says("paused", "under way"))
                .exits(3)
                .says("LDG877");
        assertThat(shop.query("select to_regclass('wide')")).containsExactly("wide");
        assertThat(shop.queryIn("b", "select coalesce(to_regclass('ran')::text, 'nothing')")).containsExactly("nothing");
        var end = shop.run("rollout", "resume", id, "--format", "json").exits(0).json();
        assertThat(outcomes(end)).containsExactly("upgraded", "upgraded");
    }

    @Test
    void anInterruptedOneSaysHowToGoOn() throws Exception {
        var shop = new SqliteProject(workplace)
                .revision("1.sql", "c1", "", "create table ran (times int); insert into ran values (0);")
                .revision("2.sql", "c2", "c1", "create table wide (id int primary key);\n" + ENDLESS)
                .database("a", "pragma user_version = 1; vacuum");
        var id = approved(shop);
        try (var child = shop.start("rollout", "resume", id)) {
            waitUntilItIsBusy(shop, "a");
            var run = child.signal("INT").ended().says("LDG885", "ledger rollout resume " + id);
            assertThat(run.exit()).isNotZero();
        }
        assertThat(outcomes(status(shop, id))).as("it did not fail").containsExactly("");
        SqliteFiles.run(shop.address("a"), "pragma user_version = 0");
        assertThat(outcomes(resume(shop, id).exits(0).json())).containsExactly("upgraded");
    }

    @Test
    void anAbortedOneIsOver() {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        shop.run("rollout", "abort", id).exits(64).says("LDG880");
        shop.run("rollout", "abort", id, "--reason", "another way").exits(0).says("aborted");
        resume(shop, id).exits(3).says("LDG878");
        assertThat(shop.json("a", "detect").entry().path("revisions").get(0).asString()).isEqualTo("c1");
    }

    @Test
    void oneThatWasAbortedUnderItsLastDatabaseDoesNotEndWell() throws Exception {
        var shop = gated();
        var id = shop.run("rollout", "start", "--all", "--reason", "spring", "--format", "json")
                .exits(0).json().path("rollout").path("id").asString();
        shop.run("rollout", "approve", id, "--yes", "--reason", "a test has one user").exits(0);
        whileItRuns(shop, id, () -> shop.run("rollout", "abort", id, "--reason", "another way").exits(0)).exits(3).says("LDG878");
        assertThat(shop.query("select to_regclass('wide')")).as("what was under way ended").containsExactly("wide");
    }

    @Test
    void anErrorOfTheProgramIsNotTakenForTheEnd() {
        var shop = shop().database("a", CUSTOMERS);
        var id = approved(shop);
        var configuration = ConfigurationReader.read(shop.config);
        var database = configuration.databases().getFirst();
        var catalog = configuration.catalogOf(database);
        var subject = new Subject(database, catalog, Catalogs.read(catalog, _ -> {}));
        try (var ledger = Ledger.open(
                workplace.directory.resolve("ledger-data"), Map.of(), "somebody", "", "rollout resume", _ -> {})) {
            var run = new RunRollout(ledger.within(id), id, _ -> Optional.of(subject), Duration.ZERO, new Failing());
            assertThat(run.work()).map(Problem::code).contains("LDG900");
        }
        assertThat(phase(resume(shop, id).exits(0).json())).isEqualTo("finished");
    }

    private static final class Failing implements RunRollout.Attendant {
        @Override
        public UpResult up(UpDatabase operation, Subject subject) {
            throw new StackOverflowError();
        }

        @Override
        public void done(Target target) {}

        @Override
        public Problem unforeseen(Throwable fault) {
            return new Problem("LDG900", Exit.FAILED, fault.toString(), "report it");
        }
    }

    /** The last revision that is not in has begun: the first is in, and nobody else may write. */
    private static void waitUntilItIsBusy(SqliteProject shop, String database) throws SQLException {
        for (var tries = 0; tries < 6_000; tries++) {
            try (var connection = SqliteFiles.connect(shop.address(database)); var statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 20");
                statement.executeUpdate("begin immediate; rollback");
                statement.executeQuery(PAUSE).next();
            } catch (SQLException e) {
                if (shop.answer(database, "select count(*) from sqlite_schema where name = 'ran'").equals("1")) {
                    return;
                }
            }
        }
        throw new AssertionError("it never began");
    }

    /** Takes some milliseconds. */
    private static final String PAUSE =
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 50000) select max(i) from n";
}
