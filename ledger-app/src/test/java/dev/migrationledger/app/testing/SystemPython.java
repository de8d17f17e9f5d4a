package dev.migrationledger.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system's Python with its packaged Alembic, as an oracle. Tests that need it fail where it is missing. */
public final class SystemPython {
    public static final String INTERPRETER = "/usr/bin/python3";
    private static final JsonMapper JSON = new JsonMapper();

    private SystemPython() {}

    /**
     * Runs a script that answers each line of its input with one line of JSON.
     *
     * @param resource below {@code src/test/resources/alembic}
     */
    public static List<JsonNode> ask(String resource, List<String> questions) {
        try (var script = SystemPython.class.getResourceAsStream("/alembic/" + resource)) {
            var program = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            var asked = Files.write(Files.createTempFile("asked", ".txt"), questions);
            var errors = Files.createTempFile("errors", ".txt");
            var process = new ProcessBuilder(INTERPRETER, "-c", program)
                    .redirectInput(asked.toFile())
                    .redirectError(errors.toFile())
                    .start();
            var answers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .<JsonNode>map(JSON::readTree)
                    .toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(answers)
                    .as("answers of %s (needs Debian's packages python3 and alembic): %s", INTERPRETER, end(errors))
                    .hasSameSizeAs(questions);
            Files.delete(asked);
            Files.delete(errors);
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException("needs " + INTERPRETER + " (Debian: apt-get install alembic)", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String end(Path errors) throws IOException {
        var text = Files.readString(errors);
        return text.substring(Math.max(0, text.length() - 2000));
    }
}
