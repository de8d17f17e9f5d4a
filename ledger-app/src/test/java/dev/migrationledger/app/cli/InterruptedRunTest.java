package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A run that is stopped, killed, or cut off from its target: nothing half-done stays, and the next run finishes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedRunTest {
    private static final String SLEEPING =
            "exists (select from pg_stat_activity where state = 'active' and datname = current_database()"
                    + " and query like 'select pg_sleep(600)%')";
    private static final String NOBODY_SLEEPS = "not " + SLEEPING;

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** c3 counts how often it ran, and takes ten minutes while a database of a certain name is on the server. */
    private Project slow() {
        var shop = workplace.project();
        workplace.server.freshDatabase("asleep_" + shop.id);
        return shop.revision("c1", "", "create table ran (what text, times int); insert into ran values ('c3', 0);")
                .revision("c2", "c1", "create table customer (id int primary key);")
                .revision("c3", "c2", """
                        update ran set times = times + 1;
                        alter table customer add column email text;
                        select pg_sleep(600) where exists (select from pg_database where datname = 'asleep_%s');"""
                        .formatted(shop.id))
                .revision("c4", "c3", "create table purchase (id int primary key);")
                .ready();
    }

    private void wake(Project shop) {
        workplace.server.run(workplace.address("postgres"), "drop database asleep_" + shop.id);
    }

    private static void isAtHeadWithC3Once(Project shop, CommandLineRun run) {
        run.exits(0);
        assertThat(texts(run.entry().path("to"))).containsExactly("c4");
        assertThat(shop.query("select times from ran")).containsExactly("1");
        assertThat(shop.json("detect", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    /** The usual answer to a run that died: the script at which it did is corrected. */
    @Test
    void whatADeadRunBroughtInIsRecordedThoughItsPlanRunsNoMore() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        wake(shop);
        shop.revision("c3", "c2", "update ran set times = times + 1;");

        shop.json("up", "--wait", "60").exits(0);

        assertThat(shop.query("select times from ran")).containsExactly("1");
        assertThat(shop.events()).containsSubsequence(
                "apply-started", "revision-applied", "revision-applied", "apply-finished", "apply-started", "revision-applied");
        shop.run("history", shop.id, "--show", "c1").exits(0).says("insert into ran");
        assertThat(shop.json("status", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
    }

    @Test
    void ctrlCRollsBackTellsAndLetsTheNextRunFinish() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);

            var run = child.signal("INT").ended();

            assertThat(run.exit()).isNotZero();
            run.refuses("LDG534", shop.id, "c3", "interrupted");
            assertThat(texts(run.entry().path("applied"), "revision")).containsExactly("c1", "c2");
        }
        assertThat(shop.query("select count(*) from pg_stat_activity where " + ofLedger(shop))).containsExactly("0");
        assertThat(shop.query("select times from ran")).containsExactly("0");
        assertThat(shop.events()).endsWith("revision-failed", "apply-finished");
        assertThat(shop.json("status").exits(0).entry().path("behind").asInt()).isEqualTo(2);
    }

    @Test
    void aTerminatedRunIsContinued() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            assertThat(child.signal("TERM").ended().exit()).isNotZero();
        }
        wake(shop);

        isAtHeadWithC3Once(shop, shop.json("up"));
    }

    @Test
    void aKilledRunIsContinuedFromItsMarkers() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            assertThat(child.signal("KILL").ended().exit()).isNotZero();
        }
        assertThat(shop.events()).contains("apply-started").doesNotContain("apply-finished");
        wake(shop);

        var run = shop.json("up", "--wait", "60");

        isAtHeadWithC3Once(shop, run);
        assertThat(shop.events()).contains("revision-applied");
        assertThat(shop.events().stream().filter("apply-started"::equals)).hasSizeGreaterThan(1);
    }

    @Test
    void twiceKilledIsStillOnce() throws Exception {
        var shop = slow();
        for (int i = 0; i < 2; i++) {
            try (var child = shop.start("up", shop.id, "--wait", "60")) {
                shop.await(SLEEPING);
                child.signal("KILL").ended();
            }
            shop.await(NOBODY_SLEEPS);
        }
        wake(shop);

        isAtHeadWithC3Once(shop, shop.json("up", "--wait", "60"));
    }

    @Test
    void aTerminatedBackendIsALostConnection() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);
            shop.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(600)%'"
                    + " and datname = current_database() and pid <> pg_backend_pid()");

            child.ended().exits(2).refuses("LDG531", shop.id, "c3");
        }
        wake(shop);

        isAtHeadWithC3Once(shop, shop.json("up", "--wait", "60"));
    }

    @Test
    void aDatabaseDroppedInTheMiddleIsReported() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);
            workplace.server.run(workplace.address("postgres"), "drop database " + shop.id + " with (force)");

            var run = child.ended().exits(2).refuses("LDG531", shop.id, "c3");
            assertThat(texts(run.entry().path("applied"), "revision")).containsExactly("c1", "c2");
        }
        shop.json("up").exits(2).refuses("LDG305", shop.id);
        assertThat(shop.events()).contains("revision-failed");

        workplace.server.freshDatabase(shop.id);
        var before = shop.everything();
        shop.json("up").exits(3).refuses("LDG520", shop.id);
        assertThat(shop.everything()).isEqualTo(before);
    }

    /** At head; c3 goes back at once, c2 sleeps after its change until {@link #wake}. */
    private Project slowToRevert() {
        var shop = workplace.project();
        shop.revision("c1", "", "create table customer (id int primary key);")
                .revision("c2", "c1", "alter table customer add column email text;\n-- revert:\n"
                        + "alter table customer drop column email;\n"
                        + "select pg_sleep(600) where exists (select from pg_database where datname = 'asleep_" + shop.id + "');")
                .revision("c3", "c2", "create table purchase (id int);\n-- revert:\ndrop table purchase;")
                .ready();
        shop.json("up").exits(0);
        workplace.server.freshDatabase("asleep_" + shop.id);
        return shop;
    }

    /** Each section would fail the second time. */
    @Test
    void aRevertThatWasKilledTwiceTakesEachRevisionBackOnce() throws Exception {
        var shop = slowToRevert();
        for (int i = 0; i < 2; i++) {
            try (var child = shop.start("revert", "c1", shop.id, "--wait", "60")) {
                shop.await(SLEEPING);
                child.signal("KILL").ended();
            }
            shop.await(NOBODY_SLEEPS);
        }
        wake(shop);

        shop.json("revert", "c1", "--wait", "60").exits(0);

        assertThat(texts(shop.json("detect").exits(0).entry().path("revisions"))).containsExactly("c1");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2", "c3");
    }

    /** The revert section at which it died is corrected, so that its plan runs no more; what it took back is out all the same. */
    @Test
    void whatADeadRevertTookBackIsRecordedThoughItsPlanRunsNoMore() throws Exception {
        var shop = slowToRevert();
        try (var child = shop.start("revert", "c1", shop.id, "--wait", "60")) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        shop.await(NOBODY_SLEEPS);
        wake(shop);
        shop.revision("c2", "c1", "alter table customer add column email text;\n-- revert:\nalter table customer drop column email;");

        shop.json("revert", "c1", "--wait", "60").exits(0);

        assertThat(shop.events()).containsSubsequence(
                "revert-started", "revision-reverted", "apply-finished", "revert-started", "revision-reverted", "apply-finished");
        shop.revision("c3", "c2", "create table purchase (id bigint);");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2", "c3");
        assertThat(shop.json("status", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
    }

    /** The revert is finished before it goes up again: what it takes away then was not lost. */
    @Test
    void aKilledRevertThatUpFinishesIsNoLoss() throws Exception {
        var shop = workplace.project();
        shop.revision("c1", "", "create table customer (id int);")
                .revision("c2", "c1", "alter table customer add column email text;\n-- revert:\n"
                        + "alter table customer drop column email;\n"
                        + "select pg_sleep(600) where exists (select from pg_database where datname = 'asleep_" + shop.id + "');")
                .ready();
        shop.json("up").exits(0);
        workplace.server.freshDatabase("asleep_" + shop.id);
        try (var child = shop.start("revert", "c1", shop.id, "--wait", "60")) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        shop.await(NOBODY_SLEEPS);
        wake(shop);

        var up = shop.json("up", "--wait", "60").exits(0);

        assertThat(up.out()).doesNotContain("LDG812");
        assertThat(texts(up.entry().path("applied"), "revision")).containsExactly("c2");
    }

    /** What is there after the first table is exactly c1, but for the rows of the dump. */
    private Project dumpInTheMiddle() {
        var shop = workplace.project();
        workplace.server.freshDatabase("asleep_" + shop.id);
        return shop.revision("c1", "", "create table customer (id int primary key);")
                .revision("c2", "c1", "create table purchase (id int);")
                .dump("c2", """
                        create table customer (id int primary key);
                        select pg_sleep(600) where exists (select from pg_database where datname = 'asleep_%s');
                        insert into customer values (7);
                        create table purchase (id int);
                        """.formatted(shop.id))
                .ready();
    }

    private void isNotBuiltUpon(Project shop) {
        wake(shop);
        assertThat(shop.json("detect").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
        shop.json("up").exits(3).refuses("LDG514", "init");
        shop.json("plan").exits(3).refuses("LDG514", "init");
        shop.json("repair").exits(3).refuses("LDG514", "init");
        shop.json("stamp", "c1").exits(3).refuses("LDG514", "init");
        assertThat(shop.query("select to_regclass('purchase')::text")).containsExactly((String) null);
    }

    @Test
    void aDumpThatWasStoppedInTheMiddleIsNotBuiltUpon() throws Exception {
        var shop = dumpInTheMiddle();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);

            var run = child.signal("INT").ended();

            assertThat(run.exit()).isNotZero();
            run.refuses("LDG534", shop.id, "init");
            assertThat(run.entry().path("outcome").asString()).isEqualTo("failed");
        }
        assertThat(shop.events()).contains("install-started", "seed-failed").doesNotContain("seed-applied");
        isNotBuiltUpon(shop);

        shop.sql("insert into customer values (7)");
        shop.json("stamp", "c1", "--yes", "--reason", "the rows are in").exits(0);
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c2");
    }

    @Test
    void aDumpThatWasKilledInTheMiddleIsNotBuiltUpon() throws Exception {
        var shop = dumpInTheMiddle();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        isNotBuiltUpon(shop);

        workplace.server.run(workplace.address("postgres"), "drop database " + shop.id + " with (force)");
        workplace.server.freshDatabase(shop.id);
        shop.json("repair", "--yes", "--reason", "created anew").exits(0);
        shop.json("up").exits(0);
        assertThat(shop.query("select id from customer")).containsExactly("7");
        assertThat(shop.query("select to_regclass('purchase')::text")).containsExactly("purchase");
    }

    private static String ofLedger(Project shop) {
        return "datname = '" + shop.id + "' and application_name like 'migration-ledger%'";
    }
}
