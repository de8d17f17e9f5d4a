package dev.migrationledger.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An Alembic project in a directory: an {@code env.py} as Alembic's template has it, and revisions that print what could
 * be taken for an answer. Needs Debian's packages alembic and python3-psycopg2.
 */
public record AlembicFiles(Path directory) {
    /** The script of Debian's package. */
    public static final String COMMAND = "/usr/bin/alembic";

    /** Writes the configuration and {@code env.py}. */
    public static AlembicFiles in(Path directory) {
        if (!Files.isExecutable(Path.of(COMMAND))) {
            throw new AssertionError("needs " + COMMAND + ": apt-get install alembic python3-psycopg2");
        }
        var files = new AlembicFiles(directory);
        files.write("alembic.ini", resource("alembic.ini"));
        files.write("env.py", resource("env.py"));
        return files;
    }

    /** @param down ids of the parents, comma-separated; @param upgrade lines of Python */
    public AlembicFiles revision(String id, String down, String upgrade) {
        return revision(id, down, upgrade, "pass");
    }

    public AlembicFiles revision(String id, String down, String upgrade, String downgrade) {
        var parents = down.isEmpty() ? "None" : "(" + quoted(down) + ",)";
        return write("versions/" + id + ".py", """
                ""\"about %1$s""\"
                revision = "%1$s"
                down_revision = %2$s
                from alembic import op
                import sqlalchemy as sa
                print('{"error": "noise of %1$s"}')


                def upgrade():
                %3$s

                def downgrade():
                %4$s""".formatted(
                        id, parents, (upgrade.equals("pass") ? upgrade : "print('{\"heads\": []}')\n" + upgrade).indent(4), downgrade.indent(4)));
    }

    public AlembicFiles write(String name, String text) {
        var file = directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public String text(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code alembic current} says, run by hand: ids without marks, sorted. */
    public List<String> current(String url) {
        var out = run("current", url);
        return out.lines().filter(line -> line.matches("[\\w]+( \\([a-z]+\\))*")).map(line -> line.split(" ")[0]).sorted().toList();
    }

    public void upgradeByHand(String revision, String url) {
        run("upgrade", url, revision);
    }

    private String run(String verb, String url, String... more) {
        try {
            var ini = resource("alembic.ini").replaceAll("(?m)^sqlalchemy.url.*$", "sqlalchemy.url = " + url);
            write("by-hand.ini", ini);
            var words = new java.util.ArrayList<>(List.of(COMMAND, "-c", "by-hand.ini", verb));
            words.addAll(List.of(more));
            var out = Files.createTempFile("alembic", ".out");
            var process = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            var ended = process.waitFor(60, TimeUnit.SECONDS);
            var text = Files.readString(out);
            Files.delete(out);
            Files.delete(directory.resolve("by-hand.ini"));
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("alembic " + verb + " failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String ids) {
        return '"' + ids.replace(", ", "\", \"") + '"';
    }

    private static String resource(String name) {
        try (var in = AlembicFiles.class.getResourceAsStream("/alembic/project/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
