package dev.migrationledger.app.script;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.NastyScript;
import dev.migrationledger.core.script.RandomScript;
import dev.migrationledger.core.script.ScriptReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** {@code -Dlexer.cases=100000} takes that many nasty scripts. */
    private static final long CASES = Long.getLong("lexer.cases", 2_000);

    private static final int AT_ONCE = 1_000;

    /** What we refuse rather than split: data that never ends, psql's words within a statement, changed string rules. */
    private static final Set<String> NOT_SPLIT_AS_PSQL = Set.of("LDG116", "LDG117", "LDG118", "LDG119", "LDG866");

    private static final String BEGINS = "select 'the next script';";
    private static final String ENDS = "select 'the script ended';";
    private static final String AFRESH = ENDS + """

            rollback;
            reset all;
            set client_min_messages = error;
            drop table if exists pg_temp.lexed;
            create temp table lexed(a text);
            """ + BEGINS + "\n";

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
        agree(LongStream.range(0, 100).boxed().collect(toMap(seed -> seed, seed -> RandomScript.wellFormed(seed).text())));
    }

    @Test
    void unbalancedSoup() {
        agree(LongStream.range(0, 300).boxed().collect(toMap(seed -> seed, seed -> RandomScript.soup(seed).stripTrailing())));
    }

    @Test
    void nastyScripts() {
        for (long from = 0; from < CASES; from += AT_ONCE) {
            agree(LongStream.range(from, Math.min(CASES, from + AT_ONCE)).boxed().collect(toMap(seed -> seed, NastyScript::of)));
        }
    }

    /** @param scripts by seed */
    private void agree(Map<Long, String> scripts) {
        var seeds = scripts.keySet().stream().sorted().toList();
        var sent = sentByPsql(seeds.stream().map(scripts::get).toList());
        for (int i = 0; i < seeds.size(); i++) {
            agree(seeds.get(i), scripts.get(seeds.get(i)), sent.get(i));
        }
    }

    private static void agree(long seed, String text, List<String> queries) {
        var reading = ScriptReader.read(new Script(text, 1));
        if (reading.problems().stream().map(Problem::code).anyMatch(NOT_SPLIT_AS_PSQL::contains)) {
            return;
        }
        var ours = reading.sent();
        var theirs = queries.stream().filter(query -> !isNothing(query)).toList();
        assertThat(theirs).as("seed %d: <%s> where we send %s", seed, text, ours).hasSameSizeAs(ours);
        for (var i = 0; i < ours.size(); i++) {
            assertThat(isSame(ours.get(i).sql().stripTrailing(), theirs.get(i)))
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

    /** One psql reads each script as a file of its own, in one session. @return what it sent, script by script */
    private List<List<String>> sentByPsql(List<String> texts) {
        try {
            var all = new StringBuilder();
            for (int i = 0; i < texts.size(); i++) {
                var script = Files.writeString(directory.resolve("script" + i + ".sql"), texts.get(i));
                all.append(AFRESH).append("\\i ").append(script).append("\n");
            }
            var log = directory.resolve("log");
            Files.deleteIfExists(log);
            var builder = new ProcessBuilder(
                            "psql", "-X", "-q", "-h", "localhost", "-p", String.valueOf(server.getPort()), "-U", "postgres",
                            "-o", directory.resolve("results").toString(), "-L", log.toString(),
                            "-f", Files.writeString(directory.resolve("all.sql"), all).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("errors").toFile());
            builder.environment().put("PGCLIENTENCODING", "UTF8");
            var psql = builder.start();
            psql.getOutputStream().close();
            assertThat(psql.waitFor(5, TimeUnit.MINUTES)).as("psql ends").isTrue();
            assertThat(log).as(Files.readString(directory.resolve("errors"))).exists();
            var sent = new ArrayList<List<String>>();
            var within = false;
            for (var query : LOGGED.matcher(Files.readString(log)).results().map(found -> found.group(1)).toList()) {
                if (query.equals(BEGINS)) {
                    sent.add(new ArrayList<>());
                } else if (within && !query.equals(ENDS)) {
                    sent.getLast().add(query);
                }
                within = query.equals(BEGINS) || within && !query.equals(ENDS);
            }
            assertThat(sent).hasSameSizeAs(texts);
            return sent;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean psqlIsInstalled() {
        return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "psql")) || Files.isExecutable(Path.of(path, "psql.exe")));
    }
}
