package dev.migrationledger.app.source.dbmate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbmateSourceTest {
    @TempDir
    Path directory;

    private MigrationSource.Content read() {
        return new DbmateSource("mate", directory).read();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }

    private static List<String> sent(Script script) {
        return ScriptReader.read(script).sent().stream().map(part -> part.line() + " " + part.sql()).toList();
    }

    @Test
    void eachSectionIsAScriptWithItsLines() throws IOException {
        write("20260101000001_users_table.sql", """
                -- who logs in
                -- migrate:up
                create table users (id int);
                insert into users values (1);

                -- migrate:down
                drop table users;
                """);

        var revision = read().revisions().getFirst();

        assertThat(revision.id()).isEqualTo("20260101000001");
        assertThat(revision.message()).isEqualTo("users table");
        assertThat(revision.transactional()).isTrue();
        assertThat(sent(revision.script()))
                .containsExactly("3 create table users (id int)", "4 insert into users values (1)");
        assertThat(sent(revision.revert().orElseThrow())).containsExactly("7 drop table users");
    }

    @Test
    void theUpSectionSaysWhetherItHasATransaction() throws IOException {
        write("1.sql", "--migrate:up   transaction:false\ncreate index concurrently on a (id);\n-- migrate:down\n");
        write("2.sql", "-- migrate:up other:false\nselect 1;\n-- migrate:down transaction:false\nselect 2;\n");

        assertThat(read().revisions()).extracting(Revision::transactional).containsExactly(false, true);
        assertThat(read().problems()).isEmpty();
    }

    /** dbmate 2.36 sorts names as text, and takes digits at their beginning for the version. */
    @Test
    void filesAreAChainInTheOrderOfTheirNames() throws IOException {
        for (var name : List.of("3.sql", "20260101000001_b.sql", "10x.sql")) {
            write(name, "-- migrate:up\n-- migrate:down\n");
        }
        write("old/4_c.sql", "-- migrate:up\n-- migrate:down\n");
        write("seed.sql", "select 1");

        var content = read();

        assertThat(content.revisions()).extracting(Revision::id).containsExactly("10", "20260101000001", "3");
        assertThat(content.revisions()).extracting(Revision::parents)
                .containsExactly(List.of(), List.of("10"), List.of("20260101000001"));
        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG783", "LDG783");
    }

    @Test
    void twoFilesOfOneVersionAreAProblemThatNamesBoth() throws IOException {
        write("6_a.sql", "-- migrate:up\n-- migrate:down\n");
        write("6_b.sql", "-- migrate:up\n-- migrate:down\n");

        assertThat(read().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG780");
            assertThat(problem.message()).contains("version 6", "6_a.sql", "6_b.sql");
        });
    }

    /** Each is what dbmate 2.36 refuses, or fails on half-way. */
    @ParameterizedTest
    @ValueSource(strings = {
        "create table a (id int);\n",
        "-- MIGRATE:UP\nselect 1;\n-- migrate:down\n",
        "-- migrate:down\nselect 1;\n-- migrate:up\nselect 2;\n",
        "select 1;\n-- migrate:up\nselect 2;\n-- migrate:down\n",
        "/* one */\n-- migrate:up\nselect 2;\n-- migrate:down\n",
        "-- migrate:up\nselect 1;\n-- migrate:down\n-- migrate:up\nselect 2;\n-- migrate:down\n",
    })
    void whatDbmateDoesNotTakeIsAProblem(String text) throws IOException {
        write("1_a.sql", text);

        assertThat(read().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG786");
            assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
            assertThat(problem.message()).contains("source mate", "1_a.sql");
        });
    }

    @Test
    void aMissingDownSectionIsSaidAndTheFileIsRead() throws IOException {
        write("1_a.sql", "-- migrate:up\r\nselect 1;\r\n");

        var content = read();

        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG787");
        assertThat(content.problems().getFirst().exit()).isEqualTo(Exit.FINDINGS);
        assertThat(sent(content.revisions().getFirst().script())).containsExactly("2 select 1");
        assertThat(content.revisions().getFirst().revert()).isEmpty();
    }
}
