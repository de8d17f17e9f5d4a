package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A statement outside of transactions whose end nobody saw: a person says what became of it, and the next run goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownOutcomeTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** c2 calls a procedure that commits a row and then takes ten minutes, while a database of a certain name is there. */
    private Project undecided() throws Exception {
        var shop = workplace.project();
        workplace.server.freshDatabase("asleep_" + shop.id);
        shop.revision("c1", "", """
                        create table ran (what text);
                        create procedure count_it() language plpgsql as $$ begin
                            insert into ran values ('c2');
                            commit;
                            perform pg_sleep(600) from pg_database where datname = 'asleep_%s';
                        end $$;""".formatted(shop.id))
                .revision("c2", "c1", "-- transactional: false\n", "create table customer (id int);\ncall count_it();")
                .revision("c3", "c2", "create table purchase (id int);")
                .ready();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = executor.submit(() -> shop.json("up"));
            shop.await("exists (select from pg_stat_activity where query like 'call count_it%' and wait_event = 'PgSleep'"
                    + " and datname = current_database())");
            shop.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like 'call count_it%'"
                    + " and datname = current_database()");
            run.get().exits(2).refuses("LDG531", shop.id, "c2");
        }
        workplace.server.run(workplace.address("postgres"), "drop database asleep_" + shop.id);
        shop.json("up").exits(3).refuses("LDG529", shop.id, "c2", "statement 2");
        return shop;
    }

    @Test
    void isNamedByEveryCommandAndNothingRunsUntilItIsResolved() throws Exception {
        var shop = undecided();
        var before = shop.everything();

        for (var verb : List.of("up", "apply")) {
            var refused = shop.json(verb).exits(3).refuses("LDG503", shop.id, "c2");
            assertThat(refused.entry().path("outcome").asString()).isEqualTo("refused");
            refused.says("ledger resolve " + shop.id + " --applied");
        }
        shop.json("revert", "base").exits(3).refuses("LDG503", shop.id, "c2");
        shop.json("stamp", "c3", "--yes", "--reason", "so be it").exits(3).refuses("LDG503", shop.id);
        for (var verb : List.of("status", "detect")) {
            shop.json(verb).exits(0).refuses("LDG810", shop.id, "c2").says("ledger resolve " + shop.id + " --applied");
            shop.json(verb, "--check").exits(1);
            shop.run(verb, shop.id).exits(0).says("ledger resolve " + shop.id + " --applied");
        }

        assertThat(shop.everything()).isEqualTo(before);
    }

    @Test
    void whatAPersonSaysTookEffectIsNotRunAgain() throws Exception {
        var shop = undecided();
        shop.json("resolve", "--applied").exits(64).refuses("LDG511", shop.id);
        shop.run("resolve", shop.id, "--reason", "looked").exits(64).says("--applied");
        shop.run("resolve", shop.id, "--applied", "--not-applied", "--reason", "looked").exits(64);

        var resolved = shop.json("resolve", "--applied", "--reason", "the row is in", "--actor", "ana").exits(0).entry();

        assertThat(resolved.path("outcome").asString()).isEqualTo("resolved");
        assertThat(resolved.path("revision").asString()).isEqualTo("c2");
        assertThat(resolved.path("statement").asInt()).isEqualTo(2);
        assertThat(shop.query("select phase from migration_ledger.marker where revision = 'c2' and statement = 2"))
                .containsExactly("done");
        assertThat(texts(shop.json("up").exits(0).entry().path("to"))).containsExactly("c3");
        assertThat(shop.query("select what from ran")).containsExactly("c2");
        shop.json("status", "--check").exits(0);
        shop.run("history", shop.id).exits(0).says("it had run: the row is in", "ana");
        shop.json("resolve", "--applied", "--reason", "again").exits(64).refuses("LDG512", shop.id);
    }

    @Test
    void whatAPersonSaysDidNotTakeEffectRunsAgain() throws Exception {
        var shop = undecided();
        shop.sql("delete from ran");

        shop.run("resolve", shop.id, "--not-applied", "--reason", "undone by hand").exits(0).says("did not take effect");

        assertThat(shop.query("select statement from migration_ledger.marker where revision = 'c2'")).containsExactly("1");
        assertThat(texts(shop.json("up").exits(0).entry().path("to"))).containsExactly("c3");
        assertThat(shop.query("select what from ran")).containsExactly("c2");
        shop.json("status", "--check").exits(0);
    }

    @Test
    void aDecisionThatDidNotReachTheDatabaseIsCarriedOutByTheNextRun() throws Exception {
        var shop = undecided();
        try (var holder = workplace.server.connect(shop.address());
                var statement = holder.createStatement()) {
            statement.execute("begin; select from migration_ledger.identity for update");
            shop.json("resolve", "--applied", "--reason", "the row is in").exits(4).refuses("LDG351", shop.id);
            statement.execute("rollback");
        }
        assertThat(shop.query("select phase from migration_ledger.marker where revision = 'c2' and statement = 2"))
                .containsExactly("begun");

        assertThat(texts(shop.json("up").exits(0).entry().path("to"))).containsExactly("c3");

        assertThat(shop.query("select what from ran")).containsExactly("c2");
    }
}
