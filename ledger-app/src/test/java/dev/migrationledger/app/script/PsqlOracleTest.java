package dev.migrationledger.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.RandomScript;
import dev.migrationledger.core.script.ScriptReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same file goes to the reader and to the real psql (15 or newer: older ones leave out line comments); both must send
 * the same statements in the same order.
 */
class PsqlOracleTest {
    /** What {@code psql -L} writes around each query: stars alone up to 16, within slashes since 17. */
    private static final Pattern LOGGED = Pattern.compile("^/?\\*+ QUERY \\*+/?\n(.*?)\n/?\\*{24,26}/?\n", Pattern.MULTILINE | Pattern.DOTALL);

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        assertThat(psqlIsInstalled())
                .as("psql is not on the PATH: install the PostgreSQL client (Debian: apt-get install postgresql-client)")
                .isTrue();
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void wellFormedScripts() {
        LongStream.range(0, 100).forEach(seed -> agree(seed, RandomScript.wellFormed(seed).text()));
    }

    @Test
    void unbalancedSoup() {
        LongStream.range(0, 300).forEach(seed -> agree(seed, RandomScript.soup(seed).stripTrailing()));
    }

    private void agree(long seed, String text) {
        var ours = ScriptReader.read(new Script(text, 1)).sent();
        var theirs = sentByPsql(text);
        assertThat(theirs).as("seed %d: <%s>", seed, text).hasSameSizeAs(ours);
        for (var i = 0; i < ours.size(); i++) {
            assertThat(isSame(ours.get(i).sql(), theirs.get(i)))
                    .as("seed %d: we send <%s>, psql sends <%s> of <%s>", seed, ours.get(i).sql(), theirs.get(i), text)
                    .isTrue();
        }
    }

    /** psql keeps comments around a statement and the semicolon, and leaves out empty lines that are in no quotes. */
    private static boolean isSame(String sql, String query) {
        var ours = sql.replaceAll("\n+", "\n");
        var theirs = query.replaceAll("\n+", "\n");
        for (var at = theirs.indexOf(ours); at >= 0; at = theirs.indexOf(ours, at + 1)) {
            if (isNothing(theirs.substring(0, at)) && isNothing(theirs.substring(at + ours.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNothing(String text) {
        return ScriptReader.read(new Script(text, 1)).parts().isEmpty();
    }

    private List<String> sentByPsql(String text) {
        try {
            var script = Files.writeString(directory.resolve("script.sql"), text);
            var log = directory.resolve("log");
            Files.deleteIfExists(log);
            var builder = new ProcessBuilder(
                            "psql", "-X", "-q", "-h", "localhost", "-p", String.valueOf(server.getPort()), "-U", "postgres",
                            "-o", directory.resolve("results").toString(), "-L", log.toString(), "-f", script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("errors").toFile());
            builder.environment().put("PGCLIENTENCODING", "UTF8");
            var psql = builder.start();
            psql.getOutputStream().close();
            assertThat(psql.waitFor(1, TimeUnit.MINUTES)).as("psql ends on <%s>", text).isTrue();
            assertThat(log).as(Files.readString(directory.resolve("errors"))).exists();
            return LOGGED.matcher(Files.readString(log)).results()
                    .map(found -> found.group(1))
                    .filter(query -> !isNothing(query))
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean psqlIsInstalled() {
        return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "psql")) || Files.isExecutable(Path.of(path, "psql.exe")));
    }
}
