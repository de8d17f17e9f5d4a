package dev.migrationledger.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.rollout.RolloutEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every event that was ever stored must load for ever: the files are never edited, only added to. */
class EventGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/events");

    private final EventCodec codec = new EventCodec();

    static Stream<String> names() throws IOException {
        return Stream.concat(EventNames.all().stream(), files().stream()).collect(Collectors.toCollection(TreeSet::new)).stream();
    }

    private static Set<String> files() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString().replaceAll("\\.json$", ""))
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theGoldenFileLoadsAndIsWrittenBackTheSame(String name) throws IOException {
        var file = GOLDEN.resolve(name + ".json");
        assertThat(file).as("golden file of %s", name).exists();
        var text = Files.readString(file).strip();
        var event = codec.read(name, text);
        if (EventNames.all().contains(name)) {
            assertThat(codec.name(event)).isEqualTo(name);
            assertThat(codec.write(event)).isEqualTo(text);
        }
    }

    @Test
    void everyEventHasAName() {
        assertThat(Stream.of(DatabaseEvent.class, RolloutEvent.class).flatMap(type -> leaves(type).stream()))
                .allSatisfy(type -> assertThat(EventNames.classOf(EventNames.nameOf(type))).isEqualTo(type));
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(c -> leaves(c).stream())
                        .distinct()
                        .collect(Collectors.toList())
                : List.of(type);
    }

    @Test
    void aMissingOrUnknownFieldIsRefused() {
        for (var payload : List.of("{}", "{\"fingerprint\":\"a\",\"more\":1}", "[]", "not json")) {
            assertThatThrownBy(() -> codec.read("database.detection-confirmed.v1", payload))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG602"));
        }
    }

    @Test
    void aFormerNameIsBroughtUpToDateStepByStep() {
        var old = new EventCodec(List.of(
                new Upcaster("database.confirmed.v0", "database.confirmed.v1", p -> renamed(p, "print", "digest")),
                new Upcaster("database.confirmed.v1", "database.detection-confirmed.v1", p -> renamed(p, "digest", "fingerprint"))));
        assertThat(old.read("database.confirmed.v0", "{\"print\":\"abc\"}"))
                .isEqualTo(new DatabaseEvent.DetectionConfirmed("abc"));
    }

    private static JsonNode renamed(JsonNode payload, String from, String to) {
        var object = ((ObjectNode) payload).deepCopy();
        object.set(to, object.remove(from));
        return object;
    }
}
