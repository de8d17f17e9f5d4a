package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ledger serve} as a process of its own, with other commands beside it. */
@Timeout(180)
class ServeCommandTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void servesWhatOtherCommandsDoAndEndsWhenItIsTold() throws Exception {
        configure();
        var process = start("serve", "--listen", "127.0.0.1:0");
        try (var out = process.inputReader()) {
            var address = address(out);
            assertThat(get(address, "/health").path("databases").path("known").asInt()).isZero();

            var stream = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/v1/events/stream")).build(), BodyHandlers.ofLines());
            var up = start("up", "--all");
            assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(up.exitValue()).isZero();
            assertThat(stream.body().filter(line -> line.startsWith("event: ")).limit(2).toList())
                    .containsExactly("event: database.registered.v1", "event: database.detected.v1");

            var events = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/v1/events")).build(), BodyHandlers.ofString());
            assertThat(JsonMapper.shared().readTree(events.body()).valueStream().map(event -> event.path("type").asString()))
                    .contains("database.apply-started.v1", "database.apply-finished.v1");
            assertThat(get(address, "/health").path("databases").path("agreeing").asInt()).isEqualTo(1);
            assertThat(get(address, "/api/v1/databases").path("databases").path(0).path("expected").path(0).asString())
                    .isEqualTo("one");

            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("SIGTERM ends it").isTrue();
            assertThat(process.errorReader().lines().toList()).isEmpty();
        } finally {
            process.destroyForcibly().waitFor();
            client.shutdownNow();
        }
    }

    @Test
    void kafkaThatWasNeverReachedIsVisible() throws Exception {
        configure();
        Files.writeString(directory.resolve("ledger.yml"), """
                stream:
                  kafka: { bootstrap-servers: ["127.0.0.1:1"] }
                """, java.nio.file.StandardOpenOption.APPEND);
        var up = start("up", "--all");
        assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).as("the ledger works without Kafka").isZero();
        var status = start("stream", "status", "--check");
        assertThat(new String(status.getInputStream().readAllBytes())).contains("nothing was published").contains("127.0.0.1:1");
        assertThat(status.waitFor()).isEqualTo(1);
    }

    private void configure() throws IOException {
        Files.createDirectories(directory.resolve("sql"));
        Files.writeString(directory.resolve("sql/one.sql"), """
                -- revision: one
                -- parents:
                create table t (id int primary key);
                """);
        Files.writeString(directory.resolve("ledger.yml"), """
                catalogs:
                  shop:
                    sources: [{ id: main, format: sql, path: sql }]
                databases:
                  - { id: local, catalog: shop, engine: sqlite, file: app.db }
                """);
    }

    private Process start(String... words) throws IOException {
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                Main.class.getName()),
                        Stream.concat(
                                Stream.of(words),
                                Stream.of(
                                        "-c", directory.resolve("ledger.yml").toString(),
                                        "--data-dir", directory.resolve("data").toString())))
                .toList();
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("LEDGER_TOKEN", "LEDGER_STORE_URL"));
        builder.environment().putAll(Map.of("LEDGER_LOG", "warn"));
        return builder.start();
    }

    private static String address(BufferedReader out) throws IOException {
        var line = out.readLine();
        assertThat(line).isNotNull().startsWith("serving at http://127.0.0.1:");
        return line.replace("serving at ", "");
    }

    private JsonNode get(String address, String path) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString())
                        .body());
    }
}
