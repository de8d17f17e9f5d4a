package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SystemPython;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An {@code env.py} as {@code alembic init -t async} writes it: everything runs on asyncpg, within an event loop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicAsyncTest {
    private static final String ENVIRONMENT = """
            import asyncio
            from alembic import context
            from sqlalchemy import engine_from_config, pool
            from sqlalchemy.ext.asyncio import AsyncEngine

            config = context.config

            def do_run_migrations(connection):
                context.configure(connection=connection)
                with context.begin_transaction():
                    context.run_migrations()

            async def run_async_migrations():
                connectable = AsyncEngine(engine_from_config(
                    config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool, future=True))
                async with connectable.connect() as connection:
                    await connection.run_sync(do_run_migrations)
                await connectable.dispose()

            asyncio.run(run_async_migrations())
            """;
    private static final String INI = """
            [alembic]
            script_location = %(here)s
            sqlalchemy.url = postgresql+asyncpg://user:pass@localhost/dbname
            """;
    private static final String SLEEPING =
            "exists (select from pg_stat_activity where state = 'active' and datname = current_database()"
                    + " and query like '%while exists%asleep_%' and application_name = 'migration-ledger tool')";

    private final Workplace workplace = new Workplace();

    /** Without it nothing here can be said: better a failure than a green run that looked at nothing. */
    @BeforeAll
    void needsAsyncpg() throws Exception {
        assertThat(new ProcessBuilder(SystemPython.INTERPRETER, "-c", "import asyncpg").start().waitFor())
                .as("NOT RUN: no asyncpg for %s; apt-get install python3-asyncpg", SystemPython.INTERPRETER)
                .isZero();
    }

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project shop() {
        var shop = workplace.project();
        workplace.server.freshDatabase("asleep_" + shop.id);
        shop.alembicFiles()
                .write("env.py", ENVIRONMENT)
                .write("alembic.ini", INI)
                .revision("c1", "", "op.execute('create table ran (what text, times int)')\nop.execute(\"insert into ran values ('c2', 0)\")")
                .revision("c2", "c1", """
                        op.execute("update ran set times = times + 1 where what = 'c2'")
                        op.add_column('ran', sa.Column('note', sa.Text))
                        op.execute("do $$ begin while exists (select from pg_database where datname = 'asleep_%s') loop perform pg_sleep(0.05); end loop; end $$")
                        """.formatted(shop.id))
                .revision("c3", "c2", "with op.get_context().autocommit_block():\n    op.create_index('ran_ix', 'ran', ['what'], postgresql_concurrently=True)");
        return shop.alembic();
    }

    private void wake(Project shop) {
        workplace.server.run(workplace.address("postgres"), "drop database if exists asleep_" + shop.id);
    }

    private static void isAtHead(Project shop) {
        assertThat(shop.query("select version_num from alembic_version")).containsExactly("c3");
        assertThat(shop.query("select what || times from ran")).containsExactly("c21");
        var seen = shop.json("detect", "--check").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("exact");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void itsRevisionsAreRunAndRecognised() {
        var shop = shop();
        wake(shop);

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("c1", "c2", "c3");

        isAtHead(shop);
    }

    @Test
    void whatFailsIsSaidInTheServersWords() {
        var shop = shop();
        wake(shop);
        shop.file("versions/c2.py", "revision = 'c2'\ndown_revision = 'c1'\nfrom alembic import op\n\ndef upgrade():\n"
                + "    op.execute('insert into ran values (1, 2)')\n    op.execute('drop table missing')\n");

        var failure = shop.json("up").exits(2).entry().path("failure");

        assertThat(failure.path("message").asString()).contains("table \"missing\" does not exist");
        assertThat(failure.path("sqlstate").asString()).isEqualTo("42P01");
        assertThat(shop.query("select count(*) from ran")).as("it is one transaction").containsExactly("1");
    }

    @Test
    void whoeverDiesEachIsInOnce() throws Exception {
        var shop = shop();
        try (var child = shop.start("up", shop.id)) {
            shop.await(SLEEPING);
            child.signal("KILL").ended();
        }
        shop.await("not " + SLEEPING);
        try (var child = shop.start("up", shop.id, "--wait", "60", "--format", "json")) {
            shop.await(SLEEPING);
            child.killChildren().ended().exits(2).refuses("LDG729", shop.id, "c2", "nothing of it is kept");
        }
        wake(shop);

        shop.json("up", "--wait", "60").exits(0);

        isAtHead(shop);
    }
}
