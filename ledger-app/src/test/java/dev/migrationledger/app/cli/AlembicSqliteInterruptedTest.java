package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.AlembicFiles;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever dies while Alembic works on a file: each revision is in once, or a person is asked. Python's sqlite3 begins no
 * transaction before it changes a schema; the ledger begins one, and who runs Alembic by hand has none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicSqliteInterruptedTest {
    /** Every point with every death, see docs/reliability.md. */
    private static final boolean MANY = Boolean.getBoolean("alembic.kills");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String ENVIRONMENT = """
            import builtins, os, time
            from alembic import context
            from sqlalchemy import engine_from_config, event, pool

            config = context.config.get_section(context.config.config_ini_section)
            engine = engine_from_config(config, prefix="sqlalchemy.", poolclass=pool.NullPool)

            def pause(point, **_):
                "Held up as long as there is a pipe of that name, which is told that it is reached; never in scratch."
                hold = os.path.join(os.path.dirname(os.path.abspath(__file__)), point)
                if "main.db" in config["sqlalchemy.url"] and os.path.exists(hold):
                    with open(hold, "w") as pipe:
                        pipe.write("reached")
                    while os.path.exists(hold + ".held"):
                        time.sleep(0.02)

            builtins.pause = pause
            with engine.connect() as connection:
                %s
                context.configure(connection=connection, on_version_apply=lambda **_: pause("row"))
                with context.begin_transaction():
                    context.run_migrations()
            with engine.connect() as again:
                there = again.exec_driver_sql("select count(*) from sqlite_master where name = 'alembic_version'").scalar()
                row = there and again.exec_driver_sql("select max(version_num) from alembic_version").scalar()
            if row == "c3":
                pause("end")
            """;
    private static final String ADD = "op.add_column('customer', sa.Column('email', sa.Text))\n";
    private static final String FILL = "op.execute(\"update customer set email = 'at ' || id\")\n";
    private static final String COUNT = "op.execute(\"update ran set times = times + 1 where what = '%s'\")\n";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** {@code c1 -> c2 -> c3 -> c4}, with one file: c3 is under test, and a counter says how often each ran. */
    private final class Shop {
        final String id = "held" + NUMBER.incrementAndGet();
        final Path directory = workplace.directory.resolve(id);
        final AlembicFiles files = AlembicFiles.in(directory.resolve("revisions"));
        final TargetAddress address = SqliteFiles.address(directory.resolve("main.db"));

        Shop(String third) {
            this(third, "pass");
        }

        Shop(String third, String onConnection) {
            files.write("env.py", ENVIRONMENT.formatted(onConnection))
                    .write("../ledger.yml", """
                            catalogs:
                              %1$s: { sources: [ { id: alembic, format: alembic, path: revisions, command: [%2$s] } ] }
                            databases:
                              - { id: %1$s, catalog: %1$s, environment: test, engine: sqlite, file: main.db }
                            """.formatted(id, AlembicFiles.COMMAND))
                    .revision("c1", "", "op.execute('create table ran (what text primary key, times int)')\n"
                            + "op.execute(\"insert into ran values ('c3', 0), ('c4', 0)\")")
                    .revision("c2", "c1", "op.create_table('customer', sa.Column('id', sa.Integer, primary_key=True))")
                    .revision("c3", "c2", third)
                    .revision("c4", "c3", COUNT.formatted("c4") + "op.create_table('late', sa.Column('id', sa.Integer))");
            json("apply", "c2").exits(0);
            SqliteFiles.run(address, "insert into customer values (1), (2)");
        }

        CommandLineRun json(String verb, String... words) {
            var all = new ArrayList<>(List.of(verb));
            all.addAll(List.of(words));
            all.addAll(List.of(id, "--format", "json"));
            return workplace.run(directory.resolve("ledger.yml"), Map.of(), all.toArray(String[]::new));
        }

        ChildRun started() {
            return workplace.start(directory.resolve("ledger.yml"), Map.of(), "up", id, "--format", "json");
        }

        void hold(String point) throws Exception {
            assertThat(new ProcessBuilder("mkfifo", files.directory().resolve(point).toString()).start().waitFor()).isZero();
            files.write(point + ".held", "");
        }

        void reached(String point) throws Exception {
            var told = CompletableFuture.supplyAsync(() -> files.text(point), task -> Thread.ofPlatform().daemon().start(task));
            assertThat(told.get(100, TimeUnit.SECONDS)).isEqualTo("reached");
            Files.delete(files.directory().resolve(point));
        }

        void goOn(String point) throws IOException {
            Files.delete(files.directory().resolve(point + ".held"));
        }

        String answer(String query) {
            return SqliteFiles.answer(address, query);
        }

        /** Without the ledger; ends by itself, with -9 where a revision kills its process. */
        int byHand(String revision) throws Exception {
            files.write("by-hand.ini", files.text("alembic.ini").replaceAll("(?m)^sqlalchemy.url.*$", "sqlalchemy.url = sqlite:///" + address.file().orElseThrow()));
            var process = new ProcessBuilder(AlembicFiles.COMMAND, "-c", "by-hand.ini", "upgrade", revision)
                    .directory(files.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        void isAtHeadWithEachOnce(CommandLineRun run) {
            run.exits(0);
            assertThat(texts(run.entry().path("to"))).containsExactly("c4");
            isWhole();
        }

        void isWhole() {
            assertThat(answer("select group_concat(what || times) from (select * from ran order by what)")).isEqualTo("c31,c41");
            assertThat(answer("select group_concat(id || email) from customer")).isEqualTo("1at 1,2at 2");
            assertThat(answer("select group_concat(version_num) from alembic_version")).isEqualTo("c4");
            assertThat(json("detect", "--check").exits(0).entry().path("claim").asString()).isEqualTo("agrees");
            assertThat(json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        }

        /** Nothing that is looked at in between may say that the revision is in, or take the half for whole. */
        void isNotTakenForDone() {
            var seen = json("detect");
            if (seen.exit() == 0) {
                assertThat(texts(seen.entry().path("revisions"))).as("%s", seen).containsExactly("c2");
            } else {
                seen.exits(2).refuses("LDG747", id);
            }
        }
    }

    private static final String HELD = COUNT.formatted("c3") + ADD + "pause('mid')\n" + FILL;

    static List<Arguments> nothingIsKeptOfWhatDidNotCommit() {
        var all = List.of(
                Arguments.of("mid", "ledger"), Arguments.of("mid", "interpreter"), Arguments.of("row", "both"),
                Arguments.of("row", "ledger"), Arguments.of("row", "interpreter"), Arguments.of("mid", "both"));
        return MANY ? all : all.subList(0, 3);
    }

    static List<String> whatCommittedIsNotRunAgain() {
        var all = List.of("both", "interpreter", "ledger");
        return MANY ? all : all.subList(0, 1);
    }

    /** @param who dies */
    @ParameterizedTest
    @MethodSource
    void nothingIsKeptOfWhatDidNotCommit(String point, String who) throws Exception {
        var shop = new Shop(HELD);
        shop.hold(point);
        try (var child = shop.started()) {
            shop.reached(point);
            if (who.equals("both")) {
                child.killChildren();
            }
            if (who.equals("interpreter")) {
                child.killChildren().ended().exits(2).refuses("LDG729", shop.id, "c3", "nothing of it is kept");
            } else {
                child.signal("KILL").ended();
            }
        }
        shop.goOn(point);
        shop.isNotTakenForDone();

        shop.isAtHeadWithEachOnce(shop.json("up", "--wait", "60"));
    }

    /** Alembic's own transaction is over: its version row says so, whoever did not hear of it. */
    @ParameterizedTest
    @MethodSource
    void whatCommittedIsNotRunAgain(String who) throws Exception {
        var shop = new Shop(HELD);
        shop.hold("end");
        try (var child = shop.started()) {
            shop.reached("end");
            assertThat(shop.answer("select version_num from alembic_version")).isEqualTo("c3");
            if (!who.equals("ledger")) {
                child.killChildren();
            }
            if (!who.equals("interpreter")) {
                child.signal("KILL");
            }
            child.ended();
        }
        shop.goOn("end");

        shop.isAtHeadWithEachOnce(shop.json("up", "--wait", "60"));
    }

    @Test
    void aTableThatIsMadeAnewInABatchIsTheOldOneOrTheNew() throws Exception {
        var shop = new Shop(COUNT.formatted("c3") + """
                with op.batch_alter_table('customer', recreate='always') as batch:
                    batch.add_column(sa.Column('email', sa.Text))
                pause('mid')
                """ + FILL);
        shop.hold("mid");
        try (var child = shop.started()) {
            shop.reached("mid");
            child.killChildren().signal("KILL").ended();
        }
        shop.goOn("mid");
        shop.isNotTakenForDone();

        shop.isAtHeadWithEachOnce(shop.json("up", "--wait", "60"));
        assertThat(shop.answer("select count(*) from sqlite_schema where name like '%alembic_tmp%'")).isEqualTo("0");
    }

    /** Foreign keys cannot be switched off within a transaction, so such a revision runs as Alembic runs it: in parts. */
    @Test
    void whatCommitsInPartsIsLeftToAPerson() throws Exception {
        var shop = new Shop(ADD + "pause('mid')\n" + COUNT.formatted("c3") + FILL, "connection.exec_driver_sql('pragma foreign_keys = on')");
        shop.hold("mid");
        try (var child = shop.started()) {
            shop.reached("mid");
            child.signal("KILL").ended();
        }
        shop.goOn("mid");
        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).as("%s", seen).isEqualTo("partial");

        shop.json("up", "--wait", "60").exits(3);
        shop.json("up", "--wait", "60").exits(3);
        assertThat(shop.answer("select times from ran where what = 'c3'")).as("it did not run again").isEqualTo("0");
    }

    /** As Debian's Alembic leaves a file when it is killed: columns are there, rows are not filled, the row says c2. */
    @Test
    void aSchemaThatIsWholeWhileAlembicNeverCameToTheRowsIsNotTakenForWhole() throws Exception {
        var shop = new Shop(ADD + "pause('mid')\nimport os\nif os.path.exists('die'): os.kill(os.getpid(), 9)\n" + COUNT.formatted("c3") + FILL);
        shop.files.write("die", "");
        assertThat(shop.byHand("c3")).isEqualTo(137);
        assertThat(shop.answer("select count(*) from pragma_table_info('customer')")).as("half of it is in").isEqualTo("2");
        assertThat(shop.answer("select version_num from alembic_version")).isEqualTo("c2");

        var seen = shop.json("detect").exits(0).entry();

        assertThat(seen.path("verdict").asString()).isEqualTo("partial");
        assertThat(texts(seen.path("evidence")).getFirst()).contains("does not name c3", "whether all of it ran");
        shop.json("up").exits(3).refuses("LDG788", shop.id, "c3");
        shop.json("repair").exits(3);
        assertThat(shop.answer("select version_num from alembic_version")).isEqualTo("c2");

        SqliteFiles.run(shop.address, "update ran set times = 1 where what = 'c3'; update customer set email = 'at ' || id;");
        shop.json("stamp", "c3", "--yes", "--reason", "the rows were filled by hand").exits(0);
        shop.isAtHeadWithEachOnce(shop.json("up"));
    }

    @Test
    void halfOfASchemaIsNoState() throws Exception {
        var shop = new Shop(ADD + "import os\nif os.path.exists('die'): os.kill(os.getpid(), 9)\n"
                + "op.add_column('customer', sa.Column('age', sa.Integer))\n" + COUNT.formatted("c3") + FILL);
        shop.files.write("die", "");
        assertThat(shop.byHand("c3")).isEqualTo(137);

        var seen = shop.json("detect").exits(0).entry();

        assertThat(seen.path("verdict").asString()).as("%s", seen).isIn("partial", "drifted");
        assertThat(shop.json("up").exits(3).entry().path("applied")).isEmpty();
    }

    @Test
    void aTableLeftOverByABatchIsNoState() throws Exception {
        var shop = new Shop("""
                import os
                from sqlalchemy import event
                if os.path.exists('die'):
                    event.listen(op.get_bind(), 'before_cursor_execute', lambda c, u, statement, *_: statement.startswith('\\nDROP') and os.kill(os.getpid(), 9))
                with op.batch_alter_table('customer', recreate='always') as batch:
                    batch.add_column(sa.Column('email', sa.Text))
                """ + COUNT.formatted("c3") + FILL);
        shop.files.write("die", "");
        assertThat(shop.byHand("c3")).isEqualTo(137);
        assertThat(shop.answer("select count(*) from sqlite_schema where name = '_alembic_tmp_customer'")).isEqualTo("1");

        var seen = shop.json("detect");

        assertThat(seen.exit() == 2 || List.of("partial", "drifted").contains(seen.entry().path("verdict").asString()))
                .as("%s", seen).isTrue();
        assertThat(shop.json("up").exits(3).entry().path("applied")).isEmpty();
    }

    /** One revision that only changes the schema shows whole: then the row alone is wrong. */
    @Test
    void aRowThatIsOneBehindIsCorrectedWhereTheSchemaShowsAllOfTheRevision() throws Exception {
        var shop = new Shop(ADD);
        assertThat(shop.byHand("c3")).isZero();
        SqliteFiles.run(shop.address, "update alembic_version set version_num = 'c2'");

        var repaired = shop.json("repair").exits(0).entry();

        assertThat(texts(repaired.path("to"))).containsExactly("c3");
        assertThat(shop.answer("select version_num from alembic_version")).isEqualTo("c3");
    }
}
