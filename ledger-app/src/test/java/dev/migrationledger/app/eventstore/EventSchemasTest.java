package dev.migrationledger.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;
import dev.migrationledger.app.Golden;
import dev.migrationledger.core.problem.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas that consumers read say what the ledger writes, and go on to say it: {@code -Dgolden=rewrite} writes new
 * ones, which a breaking change of a released one does not pass.
 */
class EventSchemasTest {
    private static final Javadoc JAVADOC = Javadoc.ofCore();
    private static final Path EVENTS = Path.of("src/test/resources/events");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012()).keyword(new AnnotationKeyword("x-extensible-enum")).build());

    private final EventCodec codec = new EventCodec();

    static Set<String> names() {
        return new TreeSet<>(EventNames.all());
    }

    static Set<String> released() throws IOException {
        try (var files = Files.list(EventSchemas.RELEASED)) {
            return files.map(f -> f.getFileName().toString().replace(EventSchemas.fileName(""), ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCommittedSchemaIsTheGeneratedOne(String name) throws IOException {
        var text = EventSchemas.text(EventSchemas.of(name, JAVADOC));
        var released = EventSchemas.RELEASED.resolve(EventSchemas.fileName(name));
        if (!Files.exists(released)) {
            Golden.check(released, text);
        }
        assertThat(SchemaChanges.breaking(read(released), EventSchemas.of(name, JAVADOC)))
                .as("""
                        %s is released: events of it are stored and consumers read them, so its shape stays. Give the new \
                        shape the next version's name in EventNames, add an Upcaster from this one with its golden \
                        file, and leave %s as it is.""", name, released)
                .isEmpty();
        Golden.check(EventSchemas.FOLDER.resolve(EventSchemas.fileName(name)), text);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSchemaItselfIsOne(String name) throws IOException {
        var meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(Files.readString(EventSchemas.FOLDER.resolve(EventSchemas.fileName(name))), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void whatWasReleasedStillLoads(String name) throws IOException {
        assertThat(EventNames.all().contains(name) || Upcaster.ALL.stream().anyMatch(u -> u.from().equals(name)))
                .as(name + " was released: it needs its class, or an upcaster")
                .isTrue();
        var golden = Files.readString(EVENTS.resolve(name + ".json"));
        assertThat(schema(EventSchemas.RELEASED, name).validate(golden, InputFormat.JSON)).isEmpty();
    }

    @Test
    void noSchemaIsLeftOfAnEventThatIsNoMore() throws IOException {
        try (var files = Files.list(EventSchemas.FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".schema.json")))
                    .containsExactlyInAnyOrderElementsOf(names().stream().map(EventSchemas::fileName).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theGoldenEventIsOfItsSchema(String name) throws IOException {
        var golden = Files.readString(EVENTS.resolve(name + ".json"));
        assertThat(schema(EventSchemas.FOLDER, name).validate(golden, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whateverTheLedgerWritesIsOfTheSchema(String name) throws IOException {
        var schema = schema(EventSchemas.FOLDER, name);
        for (int seed = 0; seed < 40; seed++) {
            var event = new AnyRecord(new Random(seed)).of(EventNames.classOf(name));
            var text = codec.write(event);
            assertThat(codec.read(name, text)).as("seed %d", seed).isEqualTo(event);
            assertThat(schema.validate(text, InputFormat.JSON)).as("seed %d: %s", seed, text).isEmpty();
        }
    }

    /** The ledger refuses more than the schema where a word of an enum is unknown, and nothing else. */
    @ParameterizedTest
    @MethodSource("names")
    void whatTheSchemaAcceptsOfADamagedEventTheLedgerReads(String name) throws IOException {
        var schema = schema(EventSchemas.FOLDER, name);
        int refused = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var text = codec.write(new AnyRecord(random).of(EventNames.classOf(name)));
            var damaged = Damage.one(JsonMapper.shared().readTree(text), random).toString();
            if (!schema.validate(damaged, InputFormat.JSON).isEmpty()) {
                refused++;
            } else {
                assertThat(reads(name, damaged)).as("seed %d: %s", seed, damaged).isTrue();
            }
        }
        assertThat(refused).isPositive();
    }

    private boolean reads(String name, String payload) {
        try {
            codec.read(name, payload);
            return true;
        } catch (LedgerException e) {
            return false;
        }
    }

    private static Schema schema(Path folder, String name) throws IOException {
        return REGISTRY.getSchema(read(folder.resolve(EventSchemas.fileName(name))));
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }
}
