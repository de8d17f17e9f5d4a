package dev.migrationledger.app.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source promises: it reads what is there, reports everything that is wrong with the file's name, and never
 * throws. A source that reads nothing fails every test.
 */
public abstract class MigrationSourceConformance {
    @TempDir
    Path directory;

    /** The source under test, named {@code under-test}. */
    protected abstract MigrationSource source(Path path);

    /** Two sound files, the first to be read first, keyed by name; each holds one statement and an {@code é}. */
    protected abstract Map<String, String> twoFiles();

    private String first = "";
    private String second = "";

    @BeforeEach
    void writeTwoFiles() throws IOException {
        var files = new TreeMap<>(twoFiles());
        for (var file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        first = files.firstKey();
        second = files.lastKey();
    }

    @Test
    void soundFilesAreReadWithTheirTextAndName() {
        var content = source(directory).read();

        assertThat(content.problems()).isEmpty();
        assertThat(files(content)).containsExactly(first, second);
        assertThat(scripts(content)).hasSize(2).allSatisfy(script -> {
            assertThat(script.text()).contains("é");
            assertThat(twoFiles().values()).anyMatch(text -> text.contains(script.text()));
        });
    }

    @Test
    void readingTwiceGivesTheSame() {
        assertThat(source(directory).read()).isEqualTo(source(directory).read());
        assertThat(files(source(directory).read())).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        write(first, "\uFEFF" + twoFiles().get(first));

        var content = source(directory).read();

        assertThat(content.problems()).isEmpty();
        assertThat(scripts(content)).hasSize(2).noneMatch(script -> script.text().contains("\uFEFF"));
    }

    @Test
    void lineEndsDoNotChangeADigest() throws IOException {
        var before = scripts(source(directory).read()).stream().map(Script::digest).toList();
        write(first, twoFiles().get(first).replace("\n", "\r\n"));

        assertThat(scripts(source(directory).read())).extracting(Script::digest).isEqualTo(before).hasSize(2);
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWithTheLineAndTheOtherFileIsRead() throws IOException {
        Files.write(directory.resolve(first), ("-- fine\n" + twoFiles().get(first)).getBytes(StandardCharsets.ISO_8859_1));

        var content = source(directory).read();

        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG163");
            assertThat(problem.message()).contains("source under-test", first, "UTF-8", "line");
        });
        assertThat(files(content)).containsExactly(second);
    }

    @Test
    void utf16IsReported() throws IOException {
        Files.write(directory.resolve(first), "select 1;\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(source(directory).read().problems()).extracting(Problem::code).containsExactly("LDG163");
    }

    @Test
    void aFileThatCannotBeReadIsReportedAndTheOtherFileIsRead() throws IOException {
        Files.delete(directory.resolve(first));
        Files.createSymbolicLink(directory.resolve(first), directory.resolve("gone"));

        var content = source(directory).read();

        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG162");
            assertThat(problem.message()).contains("source under-test", first);
        });
        assertThat(files(content)).containsExactly(second);
    }

    @Test
    void aDirectoryThatIsALinkToItselfEnds() throws IOException {
        Files.createSymbolicLink(directory.resolve("loop"), directory);

        assertThat(files(source(directory).read())).containsExactly(first, second);
    }

    @Test
    void hiddenAndForeignFilesArePassedOver() throws IOException {
        write(".hidden.sql", "not sql");
        write("README.md", "read me");
        Files.write(directory.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});

        var content = source(directory).read();

        assertThat(content.problems()).isEmpty();
        assertThat(files(content)).containsExactly(first, second);
    }

    @Test
    void aPathThatDoesNotExistIsAProblemOfTheConfiguration() {
        assertThat(source(directory.resolve("missing")).read()).satisfies(content -> {
            assertThat(files(content)).isEmpty();
            assertThat(content.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("LDG160");
                assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
                assertThat(problem.message()).contains("under-test", directory.resolve("missing").toString());
            });
        });
    }

    protected final void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> files(MigrationSource.Content content) {
        return Stream.of(
                        content.revisions().stream().map(Revision::file),
                        content.snapshots().stream().map(SnapshotScript::file),
                        content.seeds().stream().map(SeedScript::file))
                .flatMap(files -> files)
                .toList();
    }

    private static List<Script> scripts(MigrationSource.Content content) {
        return Stream.of(
                        content.revisions().stream().map(Revision::script),
                        content.snapshots().stream().map(SnapshotScript::script),
                        content.seeds().stream().map(SeedScript::script))
                .flatMap(scripts -> scripts)
                .toList();
    }
}
