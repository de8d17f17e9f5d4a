package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody else is at work in the same database: one works, the others wait or say so (exit 4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BusyDatabaseTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    @Test
    void aLockedTableIsReportedWithItsHolderAndTheNextRunGoesOn() throws Exception {
        var shop = workplace.project().shop().ready();
        shop.json("apply", "c1").exits(0);
        try (var holder = workplace.server.connect(shop.address());
                var statement = holder.createStatement()) {
            statement.execute("set application_name = 'nightly-report'; begin; lock table customer in access exclusive mode");

            var run = shop.json("up").exits(4).refuses("LDG351", shop.id, "c2", "nightly-report");

            assertThat(run.entry().path("outcome").asString()).isEqualTo("locked");
            assertThat(texts(run.entry().path("to"))).containsExactly("c1");
            assertThat(shop.events().stream().filter("revision-blocked"::equals)).as("turns before the last").hasSize(3);
            shop.run("history", shop.id).exits(0).says("turn 1 of c2 waited for a lock", "nightly-report");
            statement.execute("rollback");
        }
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision"))
                .containsExactly("c2", "c3", "c4", "c5");
    }

    private Project counting() {
        return workplace.project()
                .revision("c1", "", "create table ran (times int); insert into ran values (0);")
                .revision("c2", "c1", "update ran set times = times + 1; select pg_sleep(0.3);")
                .revision("c3", "c2", "create table purchase (id int primary key); update ran set times = times + 1;")
                .ready();
    }

    private static void ranOnce(Project shop, List<CommandLineRun> runs) {
        assertThat(shop.query("select times from ran")).as("%s", runs).containsExactly("2");
        assertThat(runs).as("one works").anySatisfy(run -> run.exits(0));
        for (var run : runs) {
            assertThat(run.exit()).as("the others wait or report: %s", run).isIn(0, 4);
            if (run.exit() == 4) {
                assertThat(run.entry().path("outcome").asString()).isEqualTo("locked");
                run.refuses("LDG350", shop.id);
            }
        }
        assertThat(runs.stream().flatMap(run -> texts(run.entry().path("applied"), "revision").stream()))
                .as("each revision is reported as applied by one: %s", runs)
                .containsExactlyInAnyOrder("c1", "c2", "c3");
        var entry = shop.json("up").exits(0).entry();
        assertThat(entry.path("outcome").asString()).as("%s", entry).isEqualTo("unchanged");
        var status = shop.json("status", "--check").exits(0).entry();
        assertThat(texts(status.path("expected"))).containsExactly("c3");
        assertThat(shop.events().stream().filter("revision-applied"::equals)).hasSize(3);
    }

    @RepeatedTest(3)
    void twoUpsInOneProcessApplyEachRevisionOnce() throws Exception {
        var shop = counting();
        ranOnce(shop, atOnce(() -> shop.json("up"), () -> shop.json("up")));
    }

    @Test
    void twoUpsThatWaitBothEndWell() throws Exception {
        var shop = counting();
        var runs = atOnce(() -> shop.json("up", "--wait", "60"), () -> shop.json("up", "--wait", "60"));
        ranOnce(shop, runs);
        assertThat(runs).allSatisfy(run -> run.exits(0));
    }

    @Test
    void twoProcessesApplyEachRevisionOnce() throws Exception {
        var shop = counting();
        Callable<CommandLineRun> up = () -> {
            try (var child = shop.start("up", shop.id, "--format", "json")) {
                return child.ended();
            }
        };
        ranOnce(shop, atOnce(up, up));
    }

    @RepeatedTest(2)
    void twoUpsLoadADumpOnce() throws Exception {
        var shop = workplace.project()
                .revision("c1", "", "create table customer (name text);")
                .revision("c2", "c1", "create table purchase (id int);")
                .dump("c1", "create table customer (name text);\ninsert into customer values ('Ada');\nselect pg_sleep(0.3);\n")
                .ready();

        var runs = atOnce(() -> shop.json("up", "--wait", "60"), () -> shop.json("up", "--wait", "60"));

        assertThat(runs).allSatisfy(run -> run.exits(0));
        assertThat(shop.query("select name from customer")).containsExactly("Ada");
        assertThat(shop.events().stream().filter("seed-applied"::equals)).hasSize(1);
    }

    @Test
    void whoComesWhileAnotherWorksSaysSoAndChangesNothing() throws Exception {
        var shop = workplace.project()
                .revision("c1", "", "create table ran (times int); insert into ran values (0);")
                .revision("c2", "c1", "update ran set times = times + 1;\nselect pg_advisory_lock(4711);\nselect pg_advisory_unlock(4711);")
                .ready();
        try (var gate = workplace.server.connect(shop.address());
                var statement = gate.createStatement();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            statement.execute("select pg_advisory_lock(4711)");
            var first = executor.submit(() -> shop.json("up"));
            shop.await("exists (select from pg_locks where locktype = 'advisory' and not granted and database ="
                    + " (select oid from pg_database where datname = current_database()))");

            for (var verb : List.of("up", "apply")) {
                var second = shop.json(verb).exits(4).refuses("LDG350", shop.id, "migration-ledger");
                assertThat(second.entry().path("applied")).isEmpty();
            }
            shop.json("repair");
            shop.json("stamp", "c1");
            statement.execute("select pg_advisory_unlock(4711)");

            var entry = first.get().exits(0).entry();
            assertThat(texts(entry.path("applied"), "revision")).containsExactly("c1", "c2");
        }
        assertThat(shop.query("select times from ran")).containsExactly("1");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        shop.json("status", "--check").exits(0);
    }

    @SafeVarargs
    private static List<CommandLineRun> atOnce(Callable<CommandLineRun>... runs) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = Stream.of(runs).map(executor::submit).toList();
            return running.stream().map(future -> {
                try {
                    return future.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }).toList();
        }
    }
}
