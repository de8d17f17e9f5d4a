package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.AlembicFiles;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A revision file that is edited between the look at it and Alembic's start: what was not looked at does not run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicEditedMeanwhileTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project shop(String second) {
        var shop = workplace.project();
        shop.alembicFiles()
                .revision("a1", "", "op.execute('create table one (id int)')", "op.execute('drop table one')")
                .revision("a2", "a1", second, "op.execute('drop table if exists planned, other')");
        return shop.alembic();
    }

    /** The editor is env.py itself, when it first works on the database: the plan is made by then. */
    private static AlembicFiles editedAtWork(Project shop, String planned, String other) {
        var files = shop.alembicFiles();
        return files.write("env.py", """
                import os
                from alembic import context as looked
                if looked.config.get_main_option('sqlalchemy.url').endswith('/%s') and not os.path.exists('edited'):
                    open('edited', 'w').close()
                    text = open('versions/a2.py').read()
                    open('versions/a2.py', 'w').write(text.replace("%s", "%s"))
                """.formatted(shop.id, planned, other) + files.text("env.py"));
    }

    private static void isRefusedAndThenRunAsItIsNow(Project shop) {
        var run = shop.json("up").exits(3).refuses("LDG590", shop.id, "a2", "versions/a2.py");

        assertThat(texts(run.entry().path("applied"), "revision")).containsExactly("a1");
        assertThat(shop.query("select to_regclass('planned')::text")).containsExactly((String) null);
        assertThat(shop.query("select to_regclass('other')::text")).containsExactly((String) null);
        assertThat(shop.query("select version_num from alembic_version")).containsExactly("a1");
        assertThat(shop.json("detect", "--check").exits(0).entry().path("claim").asString()).isEqualTo("agrees");

        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision")).containsExactly("a2");
        assertThat(shop.query("select to_regclass('other')::text")).containsExactly("other");
        shop.run("history", shop.id, "--show", "a2").exits(0).says("create table other");
    }

    @Test
    void anUpgradeThatNobodyPlannedDoesNotRun() {
        var shop = shop("op.execute('create table planned (id int)')");
        editedAtWork(shop, "planned (", "other (");

        isRefusedAndThenRunAsItIsNow(shop);
    }

    /** Its marker goes again: nobody has to look how much of it is there. */
    @Test
    void norDoesOneThatMayCommitInParts() {
        var shop = shop("with op.get_context().autocommit_block():\n    op.execute('create table planned (id int)')");
        editedAtWork(shop, "planned (", "other (");

        isRefusedAndThenRunAsItIsNow(shop);
    }

    @Test
    void aDowngradeThatNobodyPlannedDoesNotRun() {
        var shop = shop("op.execute('create table planned (id int)')");
        shop.json("up").exits(0);
        var files = editedAtWork(shop, "drop table if exists planned", "truncate planned; drop table if exists planned");

        shop.json("revert", "a1").exits(3).refuses("LDG590", shop.id, "a2", "versions/a2.py");

        assertThat(shop.query("select to_regclass('planned')::text")).containsExactly("planned");
        files.write("versions/a2.py", files.text("versions/a2.py").replace("truncate planned; ", ""));
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        shop.json("revert", "a1").exits(0);
        assertThat(shop.query("select version_num from alembic_version")).containsExactly("a1");
    }

    /** What a scratch database teaches is kept under the text that was read. */
    @Test
    void noReferenceIsMadeOfAnotherText() {
        var shop = shop("op.execute('create table planned (id int)')");
        var files = shop.alembicFiles();
        files.write("env.py", """
                if not __import__('os').path.exists('edited'):
                    open('edited', 'w').close()
                    text = open('versions/a2.py').read()
                    open('versions/a2.py', 'w').write(text.replace("planned (", "other ("))
                """ + files.text("env.py"));

        shop.json("up").exits(3).refuses("LDG590", "a2", "versions/a2.py");
        files.write("versions/a2.py", files.text("versions/a2.py").replace("other (", "planned ("));

        shop.json("up").exits(0);
        assertThat(shop.json("detect", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
    }
}
