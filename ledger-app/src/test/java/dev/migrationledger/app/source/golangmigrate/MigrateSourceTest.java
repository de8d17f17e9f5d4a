package dev.migrationledger.app.source.golangmigrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
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

class MigrateSourceTest {
    @TempDir
    Path directory;

    private MigrationSource.Content read() {
        return new MigrateSource("mig", directory).read();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }

    private static List<String> sent(Revision revision) {
        return ScriptReader.read(revision.script()).sent().stream().map(part -> part.sql()).toList();
    }

    @Test
    void versionsAreOrderedAsNumbersAndGapsAreNothing() throws IOException {
        write("10_c.up.sql", "select 10");
        write("9_b.up.sql", "select 9");
        write("000002_two_words.up.sql", "select 2");
        write("20260101093000_d.up.sql", "select 20");
        write("000002_other_title.down.sql", "select -2");

        var content = read();

        assertThat(content.problems()).isEmpty();
        assertThat(content.revisions()).extracting(Revision::id).containsExactly("2", "9", "10", "20260101093000");
        assertThat(content.revisions()).extracting(Revision::parents)
                .containsExactly(List.of(), List.of("2"), List.of("9"), List.of("10"));
        var first = content.revisions().getFirst();
        assertThat(first.message()).isEqualTo("two words");
        assertThat(first.file()).isEqualTo("000002_two_words.up.sql");
        assertThat(first.revert().orElseThrow().text()).isEqualTo("select -2");
    }

    @Test
    void twoFilesOfOneVersionAreAProblemThatNamesBoth() throws IOException {
        write("1_a.up.sql", "select 1");
        write("001_b.up.sql", "select 2");

        assertThat(read().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG780");
            assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
            assertThat(problem.message()).contains("version 1", "1_a.up.sql", "001_b.up.sql");
        });
    }

    @Test
    void aDownFileAloneIsAVersionThatDoesNothing() throws IOException {
        write("1_a.up.sql", "select 1");
        write("2_b.down.sql", "select -2");

        var content = read();

        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG781");
        assertThat(content.problems().getFirst().exit()).isEqualTo(Exit.FINDINGS);
        assertThat(content.revisions()).extracting(Revision::id).containsExactly("1", "2");
        assertThat(content.revisions().getLast().script().text()).isEmpty();
    }

    @Test
    void whatTheToolPassesOverIsSaidAndWhatItWouldRunIsRefused() throws IOException {
        write("1_a.up.sql", "select 1");
        write("2_b.sql", "select 2");
        write("b.up.sql", "select 2");
        write("3_c.UP.sql", "select 2");
        write("old/4_d.up.sql", "select 2");
        write("5_e.up.cql", "select 2");
        write("99999999999999999999_f.up.sql", "select 2");
        write("seeds.txt", "nothing");

        var content = read();

        assertThat(content.revisions()).extracting(Revision::id).containsExactly("1");
        assertThat(content.problems()).extracting(problem -> problem.code() + " " + problem.message().split(" ")[3])
                .containsExactlyInAnyOrder(
                        "LDG783 2_b.sql", "LDG783 3_c.UP.sql", "LDG783 b.up.sql", "LDG783 old/4_d.up.sql",
                        "LDG782 5_e.up.cql", "LDG782 99999999999999999999_f.up.sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "BEGIN;\ncreate table a (id int);\ninsert into a values (1);\nCOMMIT;\n",
        "-- a comment that says BEGIN\nbegin transaction; create table a (id int);\ninsert into a values (1); end",
        "start transaction;\ncreate table a (id int);insert into a values (1);\ncommit work;",
    })
    void theTransactionAroundAFileIsTheLedgers(String text) throws IOException {
        write("1_a.up.sql", text);

        var content = read();

        assertThat(content.problems()).isEmpty();
        var revision = content.revisions().getFirst();
        assertThat(revision.transactional()).isTrue();
        assertThat(sent(revision)).containsExactly("create table a (id int)", "insert into a values (1)");
        assertThat(revision.script().text().lines().count()).isEqualTo(text.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "begin; select 1; commit; begin; select 2; commit;",
        "select 1; commit;",
        "begin isolation level serializable; select 1; commit;",
        "/* begin */ begin; select 1; commit;",
    })
    void anyOtherTransactionIsLeftAndSaid(String text) throws IOException {
        write("1_a.up.sql", text);

        var content = read();

        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG784");
        assertThat(content.problems().getFirst().exit()).isEqualTo(Exit.FINDINGS);
        assertThat(content.revisions().getFirst().script().text()).isEqualTo(text);
    }

    @Test
    void whatTheServerRefusesInATransactionRunsWithoutOne() throws IOException {
        write("1_alone.up.sql", "create index concurrently on a (id);");
        write("2_beside.up.sql", "create table b (id int); create index concurrently on b (id);");
        write("3_plain.up.sql", "create table c (id int); create index on c (id);");

        var content = read();

        assertThat(content.revisions()).extracting(Revision::transactional).containsExactly(false, false, true);
        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG785");
            assertThat(problem.message()).contains("2_beside.up.sql");
        });
    }
}
