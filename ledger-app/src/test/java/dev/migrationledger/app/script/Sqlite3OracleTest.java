package dev.migrationledger.app.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.ScriptReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated scripts are split where the sqlite3 shell splits them; it tells each statement that it runs, its line ends as LF. */
class Sqlite3OracleTest {
    private static final int SCRIPTS = 60;
    private static final List<String> GAPS = List.of(" ", "\n", "\t ", " /* a; 'b */ ", " -- it's; \"c\n", "\r\n");
    private static final List<String> VALUES = List.of(
            "1", "'a;b'", "'it''s'", "x'3b'", "\"a;\"\"b\"", "`c;d`", "[e;f]", "(select ';')", "case when 1 then ';' else 'end' end",
            "1.5e3", "'\\'", "'$$'", "'/*'", "'--'");

    @TempDir
    private Path directory;

    @Test
    void statementsEndWhereTheShellEndsThem() throws Exception {
        for (long seed = 1; seed <= SCRIPTS; seed++) {
            var script = script(new Random(seed));
            var ours = ScriptReader.read(new Script(script, 1), "", Dialect.SQLITE).sent().stream()
                    .map(Part.Sent::sql)
                    .map(sql -> sql + ";")
                    .toList();

            assertThat(String.join("\n", ours).replace("\r\n", "\n")).as("seed %d: %s", seed, script).isEqualTo(shell(script));
        }
    }

    private static String script(Random random) {
        var statements = new ArrayList<>(List.of(
                "create table t (\"a;\"\"b\" integer, `c;d` integer, [e;f] integer);",
                "insert into t values (1, 2, 3);"));
        var count = 1 + random.nextInt(10);
        for (var i = 0; i < count; i++) {
            statements.add(
                    switch (random.nextInt(4)) {
                        case 0 -> trigger(random, i);
                        case 1 -> "insert into t select 1, 2, 3 from t where" + gap(random) + value(random) + " is null;";
                        case 2 -> "create view v" + i + gap(random) + "as select" + gap(random) + value(random) + " as x from t;";
                        default -> "select" + gap(random) + value(random) + gap(random) + "from t;";
                    });
        }
        return String.join(" ", statements);
    }

    private static String trigger(Random random, int number) {
        var body = new StringBuilder();
        for (var i = random.nextInt(3); i >= 0; i--) {
            body.append(gap(random)).append(
                    random.nextBoolean()
                            ? "select" + gap(random) + value(random) + " from t;"
                            : "update t set `c;d` = case when" + gap(random) + value(random) + " then 1 else 2 end"
                                    + gap(random) + ";");
        }
        return (random.nextBoolean() ? "CREATE TRIGGER" : "create temp trigger") + gap(random) + "\"end;" + number
                + "\" after insert on t when" + gap(random) + "1 begin" + body + gap(random) + "End;";
    }

    private static String gap(Random random) {
        return GAPS.get(random.nextInt(GAPS.size()));
    }

    private static String value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    @BeforeAll
    static void isInstalled() {
        assertThatCode(() -> new ProcessBuilder("sqlite3", "--version").start().waitFor())
                .as("sqlite3 is not on the PATH: install it (Debian: apt-get install sqlite3)")
                .doesNotThrowAnyException();
    }

    private String shell(String script) throws IOException, InterruptedException {
        var file = Files.writeString(directory.resolve("script.sql"), script);
        var trace = directory.resolve("trace");
        var process = new ProcessBuilder(
                        "sqlite3", ":memory:", ".trace " + trace + " --plain --stmt", ".read " + file, ".trace off")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s\nof %s", output, script).isZero();
        assertThat(output).as("of %s", script).doesNotContain("error");
        return Files.readString(trace).strip();
    }
}
