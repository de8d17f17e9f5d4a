package dev.migrationledger.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each kind of breaking change, made to a schema that there is, is found and its place named. */
class SchemaChangesTest {
    private static final Javadoc JAVADOC = Javadoc.ofCore();

    record Seeded(String event, String found, Consumer<ObjectNode> change) {
        @Override
        public String toString() {
            return found;
        }
    }

    static List<Seeded> breakingChanges() {
        return List.of(
                new Seeded("database.stamped.v1", "forced: was removed", schema -> {
                    properties(schema).remove("forced");
                    without((ArrayNode) schema.get("required"), "forced");
                }),
                new Seeded("database.stamped.v1", "by: was added, and stored events lack it",
                        schema -> properties(schema).putObject("by").put("type", "string")),
                new Seeded("database.stamped.v1", "forced: type was \"boolean\", is \"string\"",
                        schema -> at(schema, "/properties/forced").put("type", "string")),
                new Seeded("database.ledger-behind.v1", "seen: format was \"int64\", is \"int32\"",
                        schema -> at(schema, "/properties/seen").put("format", "int32")),
                new Seeded("database.stamped.v1", "evidence: was made optional",
                        schema -> without((ArrayNode) schema.get("required"), "evidence")),
                new Seeded("database.apply-started.v1", "recovers: can be null no more",
                        schema -> ((ArrayNode) schema.at("/properties/recovers/anyOf")).remove(1)),
                new Seeded("database.stamped.v1", "evidence: can be null now", schema -> {
                    var text = properties(schema).remove("evidence");
                    properties(schema).putObject("evidence").putArray("anyOf").add(text).addObject().put("type", "null");
                }),
                new Seeded("database.detected.v1", "detection.verdict: knows the word PARTIAL no more",
                        schema -> without((ArrayNode) schema.at("/$defs/Verdict/x-extensible-enum"), "PARTIAL")),
                new Seeded("database.detected.v1", "detection.differences[].key.name: type was \"string\", is \"integer\"",
                        schema -> at(schema, "/$defs/FactKey/properties/name").put("type", "integer")),
                new Seeded("database.detected.v1", "detection.trackers[].dirty: was removed",
                        schema -> ((ObjectNode) schema.at("/$defs/TrackerReading/properties")).remove("dirty")),
                new Seeded("database.registered.v1", "labels{}: type was \"string\", is \"boolean\"",
                        schema -> at(schema, "/properties/labels/additionalProperties").put("type", "boolean")),
                new Seeded("database.registered.v1", "the event: additionalProperties was false, is not said",
                        schema -> schema.remove("additionalProperties")),
                new Seeded("database.detected.v1", "detection.claimed: uniqueItems was true, is not said",
                        schema -> at(schema, "/$defs/State").remove("uniqueItems")));
    }

    @ParameterizedTest
    @MethodSource("breakingChanges")
    void aBreakingChangeIsFound(Seeded seeded) {
        var current = EventSchemas.of(seeded.event(), JAVADOC);
        seeded.change().accept(current);
        assertThat(SchemaChanges.breaking(EventSchemas.of(seeded.event(), JAVADOC), current)).contains(seeded.found());
    }

    @Test
    void whatWasOptionalCannotBeMadeRequired() {
        var released = EventSchemas.of("database.stamped.v1", JAVADOC);
        without((ArrayNode) released.get("required"), "evidence");
        assertThat(SchemaChanges.breaking(released, EventSchemas.of("database.stamped.v1", JAVADOC)))
                .containsExactly("evidence: was made required");
    }

    @Test
    void otherWordsInDescriptionsAndMoreWordsOfAnEnumBreakNothing() {
        var current = EventSchemas.of("database.detected.v1", JAVADOC);
        ((ArrayNode) current.at("/$defs/ObjectKind/x-extensible-enum")).add("PACKAGE");
        at(current, "/$defs/Detection").put("description", "other words");
        assertThat(SchemaChanges.breaking(EventSchemas.of("database.detected.v1", JAVADOC), current)).isEmpty();
    }

    @Test
    void nothingIsFoundWhereNothingChanged() {
        assertThat(EventNames.all()).allSatisfy(name -> assertThat(
                        SchemaChanges.breaking(EventSchemas.of(name, JAVADOC), EventSchemas.of(name, JAVADOC)))
                .isEmpty());
    }

    private static ObjectNode properties(JsonNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode at(JsonNode schema, String pointer) {
        return (ObjectNode) schema.at(pointer);
    }

    private static void without(ArrayNode array, String text) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (array.get(i).asString().equals(text)) {
                array.remove(i);
            }
        }
    }
}
