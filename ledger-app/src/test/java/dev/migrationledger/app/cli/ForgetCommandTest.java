package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database is taken off the books: gone from every view from then on, all of it still told of the time before. */
class ForgetCommandTest {
    private static Workplace workplace;

    @BeforeAll
    static void open() {
        workplace = new Workplace();
    }

    @AfterAll
    static void close() throws IOException {
        workplace.close();
    }

    private static CommandLineRun forget(Project shop, String... more) {
        return shop.run(Stream.concat(Stream.of("forget", shop.id, "--format", "json"), Stream.of(more)).toArray(String[]::new));
    }

    private static CommandLineRun forgotten(Project shop) {
        var run = forget(shop, "--yes", "--reason", "sold").exits(0);
        assertThat(run.entry().path("outcome").asString()).isEqualTo("forgotten");
        return run;
    }

    private static String now() {
        return Instant.now().toString();
    }

    /** Ids that a question about the whole fleet answers with. */
    private static List<String> fleet(Project shop, String... words) {
        var all = Stream.concat(Stream.of("fleet"), Stream.concat(Stream.of(words), Stream.of("--format", "json")));
        return texts(shop.run(all.toArray(String[]::new)).exits(0).json().path("databases"), "id");
    }

    @Test
    void isGoneFromEveryViewFromThenOnAndTheTimeBeforeIsStillTold() throws Exception {
        var shop = workplace.project().shop().ready();
        var start = now();
        shop.json("up").exits(0);
        var before = now();

        forgotten(shop);

        assertThat(fleet(shop, "having", "c2")).doesNotContain(shop.id);
        assertThat(fleet(shop, "having", "c2", "--as-of", before)).contains(shop.id);
        var change = shop.run("fleet", "diff", before, now(), "--format", "json").exits(0).json().path("databases").valueStream()
                .filter(one -> one.path("id").asString().equals(shop.id)).findFirst().orElseThrow();
        assertThat(change.path("changed").asBoolean()).isTrue();
        assertThat(change.path("before").isNull()).isFalse();
        assertThat(change.path("after").isNull()).isTrue();
        assertThat(fleet(shop, "diff", start, before)).contains(shop.id);
        shop.json("status").exits(0).refuses("LDG983", shop.id, "forgotten");
        shop.json("status", "--as-of", now()).exits(0).refuses("LDG642", shop.id);
        assertThat(texts(shop.json("status", "--as-of", before).exits(0).entry().path("observed"))).containsExactly("c5");
        assertThat(workplace.inStore("select state::jsonb - 'former' from ledger.database_state where id = '" + shop.id + "'")).doesNotContain("c5");
        shop.run("replay").exits(0).says("nothing changed");
    }

    @Test
    void needsNeitherConfigurationNorTheDatabaseAndTheHistoryTellsWhoAndWhy() throws Exception {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        workplace.server.run(workplace.address("postgres"), "drop database " + shop.id);
        Files.writeString(shop.config, Files.readString(shop.config).replaceAll("(?s)databases:.*", "databases: []\n"));

        forget(shop).exits(3).refuses("LDG982", shop.id, "postgresql");
        forget(shop, "--yes").exits(64);
        shop.run("forget", shop.id, "--yes", "--reason", "sold", "--actor", "ana").exits(0).says("forgotten", "sold");
        assertThat(forget(shop, "--yes", "--reason", "again").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");

        var events = shop.json("history").exits(0).entry().path("events");
        var last = events.get(events.size() - 1);
        assertThat(last.path("type").asString()).isEqualTo("database.forgotten.v1");
        assertThat(last.path("actor").asString()).isEqualTo("ana");
        assertThat(last.path("reason").asString()).isEqualTo("sold");
        assertThat(texts(events, "type")).contains("database.revision-applied.v1");
        shop.run("history", shop.id).exits(0).says("forgotten", "ana", "(sold)");
    }

    @Test
    void whatNobodyKnowsCannotBeForgotten() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.run("forget", shop.id + "x", "--yes", "--reason", "sold", "--format", "json").exits(64).refuses("LDG840", shop.id);
    }

    @Test
    void lookingDoesNotBringItBackAndUsingItRegistersItAnewWithHigherFences() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        var fence = epoch(shop);
        forgotten(shop);

        for (var look : List.of("detect", "plan", "drift", "verify")) {
            shop.json(look).exits(3).refuses("LDG980", shop.id);
        }
        shop.revision("c6", "c5", "create table refund (id int);");
        var run = shop.json("up").exits(0);
        assertThat(texts(run.entry().path("applied"), "revision")).as("markers and claim in it still count").containsExactly("c6");
        assertThat(epoch(shop)).isGreaterThan(fence);
        shop.json("status", "--check").exits(0);
        assertThat(shop.events()).containsSubsequence(
                List.of("registered", "apply-finished", "forgotten", "registered", "identified", "apply-started", "apply-finished"));
        shop.run("replay").exits(0).says("nothing changed");
    }

    /** As cron has it: the same command over the same configuration goes on every hour. */
    @Test
    void whatIsDoneToManyNeverBringsItBackAndSaysWhatWould() {
        var shop = workplace.project().shop().ready().andDatabase("_kept");
        shop.run("up", "--all").exits(0);
        forgotten(shop);

        shop.revision("c6", "c5", "create table refund (id int);");
        var runs = List.of(
                List.of("up", "--all"), List.of("up", "--select", "environment=test"), List.of("apply", "--all"),
                List.of("repair", "--all"), List.of("stamp", "c6", "--all"));
        for (var words : runs) {
            var run = shop.run(Stream.concat(words.stream(), Stream.of("--format", "json")).toArray(String[]::new)).exits(3);
            assertThat(run.json().path("databases").get(0).path("error").path("code").asString()).as("%s", words).isEqualTo("LDG980");
            run.says("`ledger up " + shop.id + "` registers it anew");
        }
        assertThat(shop.queryIn("_kept", "select to_regclass('refund')")).as("the others go on").containsExactly("refund");
        assertThat(shop.query("select coalesce(to_regclass('refund')::text, 'nothing')")).containsExactly("nothing");
        assertThat(shop.events()).endsWith("forgotten");
    }

    @Test
    void aDatabaseThatIsNotReachedStaysForgottenEvenWhenItIsNamed() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        forgotten(shop);
        workplace.server.run(workplace.address("postgres"), "drop database " + shop.id);

        for (var verb : List.of("up", "apply", "repair")) {
            shop.json(verb).exits(2).refuses("LDG305", shop.id);
        }
        assertThat(shop.events()).endsWith("forgotten");

        workplace.server.freshDatabase(shop.id);
        shop.json("up").exits(0);
        assertThat(shop.events()).containsSubsequence("forgotten", "registered", "identified", "apply-finished");
    }

    @Test
    void whatUndoesOrSettlesHasNothingToDoInItAndDoesNotBringItBack() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        forgotten(shop);

        shop.json("resolve", "--applied", "--reason", "looked").exits(3).refuses("LDG980", shop.id);
        shop.json("revert", "c4").exits(3).refuses("LDG980", shop.id);
        assertThat(shop.events()).endsWith("forgotten");
    }

    @Test
    void whatRanInTheSameDatabaseIsKnownAgainWhenItComesBackAndInAnotherItRuns() {
        var shop = workplace.project().shop().seed("insert into customer values (1, 'ada') on conflict do nothing;").ready();
        shop.json("up").exits(0);
        shop.sql("delete from customer");
        forgotten(shop);

        shop.json("up").exits(0);
        assertThat(shop.query("select count(*) from customer")).as("the seed did not run twice").containsExactly("0");
        shop.revision("c5", "c4", "create view big_spender as select customer_id from purchase where true;");
        shop.json("up").exits(3).refuses("LDG157", "c5");

        forgotten(shop);
        workplace.server.run(workplace.address("postgres"), "drop database " + shop.id);
        workplace.server.freshDatabase(shop.id);
        shop.json("up").exits(0);
        assertThat(shop.query("select count(*) from customer")).containsExactly("1");
    }

    @Test
    void anotherServersDatabaseOfThatIdIsANewOneAndACopyIsStillACopy() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        var copy = workplace.project();
        workplace.server.run(workplace.address("postgres"), "create database %s template %s".formatted(copy.id, shop.id));
        forgotten(shop);

        shop.configured(workplace.server.port(), copy.id, workplace.server.superuser());
        shop.revision("c6", "c5", "create table refund (id int);");
        shop.json("up").exits(3).refuses("LDG520", shop.id);

        workplace.server.run(workplace.address("postgres"), "drop database %s with (force)".formatted(copy.id));
        workplace.server.freshDatabase(copy.id);
        forgotten(shop);
        assertThat(texts(shop.json("up").exits(0).entry().path("to"))).containsExactly("c6");
    }

    @Test
    void whatIsOpenIsEndedFirst() throws Exception {
        var shop = workplace.project();
        workplace.server.freshDatabase("asleep_" + shop.id);
        shop.revision("c1", "", "select pg_sleep(600) where exists (select from pg_database where datname = 'asleep_%s');"
                        .formatted(shop.id))
                .ready();
        try (var child = shop.start("up", shop.id)) {
            shop.await("exists (select from pg_stat_activity where query like 'select pg_sleep(600)%' and datname = current_database())");
            forget(shop, "--yes", "--reason", "sold").exits(3).refuses("LDG981", shop.id);
            child.signal("KILL").ended();
        }
        forget(shop, "--yes", "--reason", "sold").exits(3).refuses("LDG981", shop.id, "attempt");

        workplace.server.run(workplace.address("postgres"), "drop database asleep_" + shop.id);
        shop.json("up", "--wait", "60").exits(0);
        forgotten(shop);
    }

    @Test
    void whatIsGoneForGoodIsForgottenWithWhatIsOpenInItAndALateProcessChangesNothingOfThat() throws Exception {
        var shop = workplace.project()
                .revision("c1", "", """
                        do $$ begin while not pg_try_advisory_xact_lock(4712) loop perform pg_sleep(0.05); end loop; end $$;
                        create table late (id int);""")
                .ready();
        var start = now();
        try (var gate = workplace.server.connect(shop.address()); var statement = gate.createStatement()) {
            statement.execute("select pg_advisory_lock(4712)");
            try (var child = shop.start("up", shop.id)) {
                shop.await("exists (select from pg_stat_activity where datname = current_database() and state = 'active'"
                        + " and query like '%pg_try_advisory_xact_lock%' and pid <> pg_backend_pid())");
                var open = forget(shop, "--yes", "--reason", "burnt").exits(3).refuses("LDG981", shop.id).entry();
                assertThat(open.path("error").path("hint").asString()).contains("`ledger forget " + shop.id + " --gone");
                forget(shop, "--gone").exits(3).refuses("LDG982", shop.id);
                forget(shop, "--gone", "--yes", "--reason", "burnt").exits(0);
                statement.execute("select pg_advisory_unlock(4712)");
                child.ended().exits(3).says("LDG980");
            }
        }
        assertThat(shop.events()).containsExactly("registered", "detected", "apply-started", "identified", "left-open", "forgotten");
        var events = shop.json("history").exits(0).entry().path("events");
        assertThat(events.get(4).path("data").path("attempt").asString())
                .isEqualTo(events.get(2).path("data").path("attempt").asString());
        shop.run("history", shop.id).exits(0).says("left open for ever", "attempt", "(burnt)");
        assertThat(fleet(shop, "diff", start, now())).doesNotContain(shop.id);
        shop.run("replay").exits(0).says("nothing changed");

        shop.json("up").exits(0);
        assertThat(shop.query("select count(*) from late")).as("what it did before it knew is seen, not done again").containsExactly("0");
        shop.json("status", "--check").exits(0);
    }

    @Test
    void whatFiresOfItIsOver() {
        var shop = workplace.project().shop().ready();
        shop.json("up").exits(0);
        shop.sql("create table by_hand (id int)");
        shop.json("detect").exits(0);
        assertThat(alerts(shop)).containsExactly("drift/" + shop.id);

        forgotten(shop);

        assertThat(alerts(shop)).isEmpty();
    }

    private static List<String> alerts(Project shop) {
        return texts(shop.run("alerts", "list", "--format", "json").exits(0).json().path("alerts"), "key");
    }

    private static long epoch(Project shop) {
        return Long.parseLong(shop.query("select epoch from migration_ledger.identity").getFirst());
    }
}
