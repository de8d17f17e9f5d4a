package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.AlembicFiles;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job on an Alembic project: Alembic runs its revisions, and its own tools agree afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicUpTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    /** A branch and its merge, a data revision, and an index that refuses a transaction. */
    private static void shop(AlembicFiles files) {
        files.revision("a1", "", "op.create_table('customer', sa.Column('id', sa.Integer, primary_key=True, autoincrement=False))", "op.drop_table('customer')")
                .revision("a2", "a1", "op.add_column('customer', sa.Column('email', sa.String(80)))", "op.drop_column('customer', 'email')")
                .revision("b1", "a2", "op.create_table('cart', sa.Column('id', sa.Integer, primary_key=True))", "op.drop_table('cart')")
                .revision("b2", "a2", "op.create_table('purchase', sa.Column('id', sa.Integer, primary_key=True))", "op.drop_table('purchase')")
                .revision("m1", "b1, b2", "pass")
                .revision("d1", "m1", "op.execute(\"insert into customer values (7, 'a@example.org')\")", "op.execute('delete from customer')")
                .revision("i1", "d1", "with op.get_context().autocommit_block():\n    op.create_index('cart_ix', 'cart', ['id'], postgresql_concurrently=True)", "op.drop_index('cart_ix')");
    }

    private Project shop() {
        var project = workplace.project();
        shop(project.alembicFiles());
        return project.alembic();
    }

    private void isAtHead(Project shop) {
        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("i1");
        assertThat(shop.query("select id || email from customer")).containsExactly("7a@example.org");
        assertThat(shop.query("select version_num from alembic_version")).containsExactly("i1");
        assertThat(shop.json("detect", "--check").exits(0).entry().path("claim").asString()).isEqualTo("agrees");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void anEmptyDatabaseComesToHead() {
        var shop = shop();

        var run = shop.json("up").exits(0);

        assertThat(texts(run.entry().path("applied"), "revision"))
                .containsExactly("a1", "a2", "b1", "b2", "m1", "d1", "i1");
        isAtHead(shop);
    }

    /** Of a revision's own file nothing changes, so that nobody is told that it was edited after it ran. */
    @Test
    void anotherEnvironmentMakesOtherReferences() {
        var shop = workplace.project();
        var files = shop.alembicFiles()
                .revision("a1", "", "import os\nop.create_table(os.environ['MADE'], sa.Column('id', sa.Integer))")
                .revision("a2", "a1", "op.create_table('other', sa.Column('id', sa.Integer))");
        var environment = files.text("env.py");
        files.write("env.py", "import os\nos.environ['MADE'] = 'one'\n" + environment);
        shop.alembic().andDatabase("late");
        shop.json("apply", "a1").exits(0);

        files.write("env.py", "import os\nos.environ['MADE'] = 'two'\n" + environment);
        shop.sqlIn("late", "create table two (id integer)");

        assertThat(texts(shop.seen("late").path("revisions"))).containsExactly("a1");
        assertThat(shop.seen("late").path("verdict").asString()).isEqualTo("exact");
        assertThat(shop.json("detect").entry().path("verdict").asString()).as("it has the other table").isNotEqualTo("exact");
        files.write("env.py", "import os\nos.environ['MADE'] = 'one'\n" + environment);
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("a2");
    }

    @Test
    void whatAlembicBeganIsContinued() {
        var shop = shop();
        shop.alembicFiles().upgradeByHand("b1", shop.url());

        var run = shop.json("up").exits(0);

        assertThat(texts(run.entry().path("applied"), "revision")).containsExactly("b2", "m1", "d1", "i1");
        isAtHead(shop);
    }

    /** They leave no trace in the schema; the version row tells whether Alembic ran them. */
    @ParameterizedTest
    @CsvSource({"a0", "a1", "m1", "a3"})
    void revisionsThatRunNothingAreRunByAlembicToo(String there) {
        var shop = workplace.project();
        shop.alembicFiles()
                .revision("a0", "", "pass")
                .revision("a1", "a0", "op.create_table('one', sa.Column('id', sa.Integer))")
                .revision("b1", "a0", "pass")
                .revision("m1", "a1, b1", "pass")
                .revision("a3", "m1", "op.create_table('three', sa.Column('id', sa.Integer))")
                .revision("a4", "a3", "pass");
        shop.alembic();
        shop.alembicFiles().upgradeByHand(there, shop.url());

        shop.json("up").exits(0);

        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("a4");
        assertThat(shop.query("select to_regclass('three')::text")).containsExactly("three");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void aDatabaseWithoutItsVersionTableIsStampedAndAlembicFindsItsTable() {
        var shop = shop();
        shop.alembicFiles().upgradeByHand("a2", shop.url());
        shop.sql("drop table alembic_version");

        var run = shop.json("up", "--to", "b1").exits(0);

        assertThat(texts(run.entry().path("stamped"))).containsExactly("a2");
        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("b1");
        shop.json("up").exits(0);
        isAtHead(shop);
    }

    /** The row that was inserted is found again by its key. */
    @Test
    void aDataRevisionIsRecognisedByItsRows() {
        var shop = shop();
        shop.alembicFiles().upgradeByHand("d1", shop.url());
        shop.sql("drop table alembic_version");

        var seen = shop.json("detect").exits(0).entry();

        assertThat(seen.path("verdict").asString()).isEqualTo("exact");
        assertThat(texts(seen.path("revisions"))).containsExactly("d1");
    }

    @Test
    void aRevertGoesBackThroughAlembic() {
        var shop = shop();
        shop.json("up").exits(0);

        shop.json("revert", "a2").exits(0);

        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("a2");
        assertThat(texts(shop.json("detect", "--check").exits(0).entry().path("revisions"))).containsExactly("a2");
        shop.json("up").exits(0);
        isAtHead(shop);
    }

    @Test
    void aFailingRevisionNamesItsLineAndNothingOfItStays() {
        var shop = workplace.project();
        shop.alembicFiles()
                .revision("a1", "", "op.execute('create table one (id int)')")
                .revision("a2", "a1", "op.execute('create table two (id int)')\nif op.get_bind().engine.url.database == '" + shop.id
                        + "':\n    op.execute('select nothing from nowhere')");
        shop.alembic();

        var run = shop.json("up").exits(2).refuses("LDG530", "a2", "versions/a2.py line 13", "relation \"nowhere\" does not exist");

        assertThat(run.entry().path("failure").path("line").asInt()).isEqualTo(13);
        assertThat(shop.query("select to_regclass('two')::text")).containsExactly((String) null);
        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("a1");
        assertThat(shop.json("detect").entry().path("claim").asString()).isEqualTo("agrees");
    }

    /** The first try is rolled back, for nothing may be committed without its version row. */
    @Test
    void aRevisionThatCommitsUnannouncedIsRunAlone() {
        var shop = workplace.project();
        shop.alembicFiles()
                .revision("a1", "", "op.execute('create table one (n int)')")
                .revision("a2", "a1", """
                        op.execute('insert into one values (1)')
                        with sa.create_engine(op.get_bind().engine.url).begin() as other:
                            other.execute(sa.text('create table two (id int)'))""");
        shop.alembic();

        shop.json("up").exits(0);

        assertThat(shop.query("select count(*) from one")).containsExactly("1");
        assertThat(shop.query("select to_regclass('two')::text")).containsExactly("two");
        assertThat(shop.alembicFiles().current(shop.url())).containsExactly("a2");
    }

    @Test
    void anEnvThatConnectsElsewhereIsRefusedAndTheOtherDatabaseStaysAsItIs() {
        var other = workplace.server.freshDatabase("other" + System.nanoTime());
        var shop = shop();
        var url = shop.url().replace("/" + shop.id, "/" + other.database());
        shop.alembicFiles().write("env.py", env("create_engine('" + url + "')"));

        shop.json("up").exits(3).refuses("LDG723", "another database");

        assertThat(shop.query("select count(*) from pg_database where datname = '" + other.database() + "'")).containsExactly("1");
        try (var connection = workplace.server.connect(other);
                var rows = connection.createStatement().executeQuery("select count(*) from pg_class where relnamespace = 'public'::regnamespace")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String env(String engine) {
        return """
                import os
                from alembic import context
                from sqlalchemy import create_engine
                engine = %s
                with engine.connect() as connection:
                    context.configure(connection=connection)
                    with context.begin_transaction():
                        context.run_migrations()
                """.formatted(engine);
    }

    @Test
    void whatKeepsAlembicFromStartingIsSaidPlainly() {
        var shop = shop();
        var files = shop.alembicFiles();
        files.write("env.py", "print('about to load the shop')\nimport shop_settings\n");
        shop.json("up").exits(2).refuses("LDG721", "ModuleNotFoundError: No module named 'shop_settings'");
        files.write("env.py", env("create_engine('postgresql://localhost:1/x')"));
        shop.json("up").exits(2).refuses("LDG722", "cannot connect", "Connection refused");
        shop.file("../ledger.yml", read(shop).replace("[/usr/bin/alembic]", "[no-such-alembic, alembic]"));
        shop.json("up").exits(78).refuses("LDG720", "no-such-alembic");
        assertThat(shop.query("select count(*) from pg_class where relname = 'customer'")).containsExactly("0");
    }

    private static String read(Project shop) {
        try {
            return java.nio.file.Files.readString(shop.config);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The password is in none of it: every run of this class is held to that. */
    @Test
    void variablesAreFilledIn() {
        var shop = workplace.project();
        shop(shop.alembicFiles().write(
                "env.py", env("create_engine('postgresql+psycopg2://' + os.environ['WHO'] + '@' + os.environ['WHERE'])")));
        shop.alembic("environment: { WHO: \"{{user}}:{{password}}\", WHERE: \"{{host}}:{{port}}/{{database}}\" }");

        shop.json("up").exits(0);

        assertThat(shop.query("select version_num from alembic_version")).containsExactly("i1");
    }
}
