package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever dies while Alembic works: each revision is in once. A counter in the target says how often each one ran. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicInterruptedTest {
    private static final String SLEEPING =
            "exists (select from pg_stat_activity where state = 'active' and datname = current_database()"
                    + " and query like '%while exists%asleep_%' and application_name = 'migration-ledger tool')";
    private static final String ALEMBIC = "application_name = 'migration-ledger tool' and datname = current_database()";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** c3 changes rows and schema, and waits while a database of a certain name is on the server. */
    private Project slow() {
        var shop = workplace.project();
        workplace.server.freshDatabase("asleep_" + shop.id);
        shop.alembicFiles()
                .revision("c1", "", "op.execute('create table ran (what text, times int)')\nop.execute(\"insert into ran values ('c3', 0), ('c4', 0)\")")
                .revision("c2", "c1", "op.execute('create table customer (id int primary key)')")
                .revision("c3", "c2", """
                        op.execute("update ran set times = times + 1 where what = 'c3'")
                        op.execute("alter table customer add column email text")
                        op.execute("%s")"""
                        .formatted(sleep(shop)))
                .revision("c4", "c3", "op.execute(\"update ran set times = times + 1 where what = 'c4'\")");
        return shop.alembic();
    }

    private static String sleep(Project shop) {
        return "do $$ begin while exists (select from pg_database where datname = 'asleep_" + shop.id
                + "') loop perform pg_sleep(0.05); end loop; end $$";
    }

    private void wake(Project shop) {
        workplace.server.run(workplace.address("postgres"), "drop database if exists asleep_" + shop.id);
    }

    private void isAtHeadWithEachOnce(Project shop, CommandLineRun run) {
        run.exits(0);
        assertThat(texts(run.entry().path("to"))).containsExactly("c4");
        assertThat(shop.query("select what || ' ' || times from ran order by 1")).containsExactly("c3 1", "c4 1");
        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("c4");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void aKilledRunIsContinued() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        assertThat(shop.events()).contains("apply-started").doesNotContain("apply-finished");
        wake(shop);

        isAtHeadWithEachOnce(shop, shop.json("up", "--wait", "60"));
    }

    /** The server carries on with what the dead run told it until it notices: who comes at once waits for that. */
    @Test
    void whoComesAtOnceWaitsForWhatTheDeadRunLeft() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id);
                var second = next(shop, child)) {
            isAtHeadWithEachOnce(shop, second.ended());
        }
    }

    private ChildRun next(Project shop, ChildRun child) throws Exception {
        shop.await(SLEEPING);
        child.signal("KILL").ended();
        var second = shop.start("up", shop.id, "--wait", "60", "--format", "json");
        shop.await("not " + SLEEPING);
        wake(shop);
        return second;
    }

    @Test
    void killedAfterAlembicsCommitItIsNotRunAgain() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            killOnceCommitted(shop, child);
        }

        var run = shop.json("up", "--wait", "60");

        assertThat(texts(run.entry().path("applied"), "revision")).containsExactly("c1", "c2", "c3", "c4");
        isAtHeadWithEachOnce(shop, run);
    }

    @Test
    void killedAgainWhileItRecoversItIsStillOnce() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        shop.await("not " + SLEEPING);
        try (var child = shop.start("up", shop.id, "--wait", "60")) {
            shop.await(SLEEPING);
            killOnceCommitted(shop, child);
        }
        try (var child = shop.start("up", shop.id, "--wait", "60")) {
            shop.await("exists (select from pg_locks where locktype = 'advisory')");
            child.signal("KILL").ended();
        }

        isAtHeadWithEachOnce(shop, shop.json("up", "--wait", "60"));
    }

    /** Our own record waits for a lock that the test holds. */
    private void killOnceCommitted(Project shop, ChildRun child) throws Exception {
        try (var holding = workplace.server.connect(shop.address());
                var statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("select 1 from migration_ledger.identity for update");
            wake(shop);
            shop.await("exists (select from alembic_version where version_num = 'c3')");
            child.signal("KILL").ended();
            holding.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKilledInterpreterIsAFailureAndTheNextRunFinishes() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);
            child.killChildren().ended().exits(2).refuses("LDG729", shop.id, "c3", "nothing of it is kept");
        }
        wake(shop);

        isAtHeadWithEachOnce(shop, shop.json("up", "--wait", "60"));
    }

    @Test
    void aTerminatedBackendOfAlembicIsAFailureAndTheNextRunFinishes() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);
            shop.sql("select pg_terminate_backend(pid) from pg_stat_activity where " + ALEMBIC);
            child.ended().exits(2).refuses("LDG729", shop.id, "c3");
        }
        wake(shop);

        isAtHeadWithEachOnce(shop, shop.json("up", "--wait", "60"));
    }

    /** Alembic did its work while our own session was cut off: it is written down over a new one. */
    @Test
    void aCutSessionOfOursLosesNothing() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);
            shop.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                    + " and application_name = 'migration-ledger' and pid in (select pid from pg_locks where locktype = 'advisory' and objid = 1 and objsubid = 2)");
            wake(shop);
            shop.await("exists (select from alembic_version where version_num = 'c3')");
            child.ended().exits(0);
        }

        isAtHeadWithEachOnce(shop, shop.json("up", "--wait", "60"));
    }

    @Test
    void ctrlCEndsAlembicToo() throws Exception {
        var shop = slow();
        try (var child = shop.start("up", shop.id, "--format", "json")) {
            shop.await(SLEEPING);
            var run = child.signal("INT").ended();
            assertThat(run.exit()).isNotZero();
            run.refuses("LDG534", shop.id, "c3", "interrupted");
        }
        assertThat(shop.query("select count(*) from pg_stat_activity where " + ALEMBIC)).containsExactly("0");
        assertThat(shop.query("select times from ran where what = 'c3'")).containsExactly("0");
        wake(shop);

        isAtHeadWithEachOnce(shop, shop.json("up", "--wait", "60"));
    }

    /** What may have committed in parts is neither run again nor taken for done. */
    @Test
    void aKilledRevisionThatCommitsInPartsIsLeftToAPerson() throws Exception {
        var shop = slow();
        shop.alembicFiles().revision("c3", "c2", """
                op.execute("update ran set times = times + 1 where what = 'c3'")
                with op.get_context().autocommit_block():
                    op.execute("%s")"""
                .formatted(sleep(shop)));
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        wake(shop);

        shop.json("up", "--wait", "60").exits(3).refuses("LDG726", shop.id, "c3");
        shop.json("up", "--wait", "60").exits(3);
        assertThat(shop.query("select times from ran where what = 'c3'")).containsExactly("1");

        shop.json("resolve", "--applied", "--reason", "the counter says that it ran").exits(0);
        isAtHeadWithEachOnce(shop, shop.json("up"));
    }
}
