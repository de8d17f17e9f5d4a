package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Histories that began after their first schema was there: new installs are made by the models and stamped, and the first
 * revision cannot run on an empty database. They are of use from a dump on, and say what stands in their way without one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicChainsWithoutABeginningTest {
    private static final String OLD_INSTALL = "create table version (component text); create table member (id int primary key);";
    private static final String AFTER_FIRST = "create table member (id int primary key, name text);";
    private static final String OWN_SCHEMA = """
            from alembic import context
            from sqlalchemy import engine_from_config

            with engine_from_config(context.config.get_section("alembic")).connect() as connection:
                context.configure(connection=connection, version_table_schema="app")
                with context.begin_transaction():
                    context.run_migrations()
            """;

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project lists() {
        var project = workplace.project();
        project.alembicFiles()
                .revision("a1", "", "op.drop_table('version')\nop.add_column('member', sa.Column('name', sa.Text))")
                .revision("a2", "a1", "op.create_table('ban', sa.Column('id', sa.Integer, primary_key=True))");
        return project;
    }

    @Test
    void theRevisionItsStatementAndTheReasonAreNamed() {
        var lists = lists().alembic();
        lists.sql(OLD_INSTALL);
        lists.alembicFiles().upgradeByHand("a1", lists.url());

        var seen = lists.json("detect").entry();

        assertThat(seen.path("verdict").asString()).isNotEqualTo("exact");
        assertThat(texts(seen.path("evidence")))
                .anyMatch(line -> line.contains("a1") && line.contains("from empty")
                        && line.contains("table \"version\" does not exist") && line.contains("DROP TABLE version"));
    }

    /** As Debian's mailman3: what can be done about it is said before anybody tries. */
    @Test
    void nobodyIsShownAPlanThatCannotWork() {
        var lists = lists().alembic();
        String[] why = {"a1", "fails in scratch from empty", "DROP TABLE version", "declare an origin", "format: snapshot"};

        lists.run("graph").exits(0).says("a1", "a2").lacks("fails");
        lists.run("lint", "--check").exits(1).says(why);
        lists.run("graph").exits(0).says(why);
        lists.json("plan").exits(3).refuses("LDG789", lists.id).says(why);
        lists.json("up", "--dry-run").exits(3).refuses("LDG789", lists.id);

        lists.alembicFiles().revision("a1", "", "pass");
        lists.run("graph").exits(0).lacks("fails");
    }

    @Test
    void anEmptyDatabaseIsToldWhichDumpToBeginWith() {
        var lists = lists().dump("a1", AFTER_FIRST).alembic();

        lists.json("plan").exits(3).refuses("LDG789", lists.id).says("init.sql, which is at a1", "DROP TABLE version");

        lists.sql(AFTER_FIRST);
        lists.json("plan").exits(0);
    }

    @Test
    void fromADumpTheRestIsRecognisedAndRun() {
        var lists = lists().dump("a1", AFTER_FIRST).alembic();
        lists.sql(OLD_INSTALL);
        lists.alembicFiles().upgradeByHand("a1", lists.url());
        lists.sql("drop table alembic_version");

        assertThat(texts(lists.json("detect").exits(0).entry().path("revisions"))).containsExactly("a1");
        var up = lists.json("up").exits(0).entry();

        assertThat(texts(up.path("applied"), "revision")).containsExactly("a2");
        assertThat(lists.alembicFiles().current(lists.url())).containsExactly("a2");
    }

    private Project inItsOwnSchema() {
        var project = workplace.project();
        project.alembicFiles()
                .write("env.py", OWN_SCHEMA)
                .revision("a1", "", "op.create_table('one', sa.Column('id', sa.Integer, primary_key=True), schema='app')")
                .revision("a2", "a1", "op.create_table('two', sa.Column('id', sa.Integer, primary_key=True), schema='app')");
        return project;
    }

    /** It is not the connection that fails. */
    @Test
    void aSchemaThatTheVersionTableNeedsIsMissedInWords() {
        var shop = inItsOwnSchema().alembic();

        var up = shop.json("up");

        assertThat(up.exit()).isNotZero();
        assertThat(up.out()).contains("schema \\\"app\\\" does not exist").doesNotContain("cannot connect");
    }

    @Test
    void aVersionTableInASchemaOfItsOwnIsRead() {
        var shop = inItsOwnSchema().dump("a1", "create schema app; create table app.one (id serial primary key);").alembic();
        shop.sql("create schema app");
        shop.alembicFiles().write("env.py", OWN_SCHEMA).upgradeByHand("a1", shop.url());

        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("exact");
        assertThat(seen.path("claim").asString()).isEqualTo("agrees");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("a2");
        assertThat(shop.query("select version_num from app.alembic_version")).containsExactly("a2");
        assertThat(shop.query("select to_regclass('public.alembic_version')::text")).containsExactly((String) null);
    }
}
