package dev.migrationledger.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A copy of one of the Alembic projects in {@code migrations/src/test/resources/alembic}, and Alembic itself run in it as
 * its people would. Needs Debian's packages alembic and python3-psycopg2.
 */
public record AlembicProjects(Path directory) {
    private static final Path ORIGINALS = Path.of("..", "migrations", "src", "test", "resources", "alembic");

    /** @param name of the project's directory; @param directory where the copy goes, made when it is missing */
    public static AlembicProjects copy(String name, Path directory) {
        var original = ORIGINALS.resolve(name);
        try (var files = Files.walk(original)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = directory.resolve(original.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AlembicProjects(directory);
    }

    public String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void upgrade(String url, String revision) {
        run(url, AlembicFiles.COMMAND, "upgrade", revision);
    }

    /** Ids that {@code alembic current} says, without marks, sorted. */
    public List<String> current(String url) {
        return run(url, AlembicFiles.COMMAND, "current")
                .lines()
                .filter(line -> line.matches("\\w+( \\([a-z]+\\))*"))
                .map(line -> line.split(" ")[0])
                .sorted()
                .toList();
    }

    /** What the application does on a first start without migrations. */
    public void createAll(String url) {
        run(url, SystemPython.INTERPRETER, "models.py");
    }

    private String run(String url, String... words) {
        try {
            var out = Files.createTempFile("alembic", ".out");
            var builder = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().put("DATABASE_URL", url);
            var process = builder.start();
            var ended = process.waitFor(120, TimeUnit.SECONDS);
            var text = Files.readString(out);
            Files.delete(out);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("%s in %s failed: %s".formatted(String.join(" ", words), directory, text));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("needs Debian's packages alembic and python3-psycopg2", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
