package dev.migrationledger.app.stream.kafka;

import static dev.migrationledger.app.jooq.ledger.Tables.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.testing.StoreFixture;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/consumer/Consumer.java}, run as it stands there. */
@Timeout(180)
class SampleConsumerTest {
    private static final Path SOURCE = Path.of("").toAbsolutePath().getParent().resolve("docs/consumer/Consumer.java");

    @TempDir
    Path directory;

    @Test
    void tellsEachEventOnceThoughItComesTwice() throws Exception {
        try (var broker = new Broker();
                var store = new StoreFixture(4)) {
            var config = broker.newTopics();
            Events.append(store, Events.events("database/a", 0, 3));
            publish(store, config);
            assertThat(told(config, "first", 3)).isEqualTo(lines(0, 3));

            store.sql.update(SUBSCRIPTION).set(SUBSCRIPTION.POSITION, 0L).execute();
            Events.append(store, Events.events("database/a", 3, 2));
            publish(store, config);
            assertThat(broker.read(config.prefix() + "events")).hasSize(3 + 5);
            assertThat(told(config, "second", 2)).isEqualTo(lines(3, 5));
        }
    }

    private static void publish(StoreFixture store, KafkaConfig config) {
        try (var stream = Life.stream(store.pool, config)) {
            stream.catchUp();
        }
    }

    /** What it tells first and remembers; a new group reads the topic from its beginning. */
    private List<String> told(KafkaConfig config, String group, int count) throws IOException, InterruptedException {
        var before = seen();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SOURCE.toString(),
                        config.bootstrapServers().getFirst(),
                        config.prefix() + "events",
                        directory.resolve("seen-ids").toString(),
                        group)
                .redirectError(Redirect.INHERIT)
                .start();
        try (var out = process.inputReader()) {
            var told = new ArrayList<String>();
            while (told.size() < count) {
                var line = out.readLine();
                assertThat(line).as("the consumer ended after " + told).isNotNull();
                told.add(line.replaceAll("^\\S+ (.*) by ana .*(a#\\d+).*", "$1 $2"));
            }
            var known = told.size() + before;
            while (seen() < known) {
                Thread.onSpinWait();
            }
            return told;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** How many ids the consumer keeps. */
    private int seen() throws IOException {
        var file = directory.resolve("seen-ids");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "a: database.refused.v1 a#" + i).toList();
    }
}
