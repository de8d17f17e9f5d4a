package dev.migrationledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that is too long hides what it is about. */
class SourceSizeTest {
    private static final int MOST_LINES = 400;

    @Test
    void noSourceFileIsLongerThanFourHundredLines() throws IOException {
        var root = Path.of("").toAbsolutePath().getParent();
        try (var modules = Stream.of("ledger-core", "ledger-app", "jooq-codegen", "migrations")
                .map(module -> root.resolve(module).resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(SourceSizeTest::javaFiles)) {
            var files = modules.toList();
            assertThat(files).hasSizeGreaterThan(300);
            assertThat(files.stream().filter(file -> lines(file) > MOST_LINES)).isEmpty();
        }
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (var files = Files.walk(directory)) {
            return List.copyOf(files.filter(file -> file.toString().endsWith(".java")).toList()).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
