package dev.migrationledger.app.stream;

import dev.migrationledger.app.eventstore.EventNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What is published to Kafka, as an AsyncAPI 3.0 document (asyncapi.com/docs/reference/specification/v3.0.0). */
final class AsyncApi {
    /** Attributes that every message has, without {@code ce_}; see {@link Envelope}. */
    static final List<String> ALWAYS = List.of("specversion", "id", "source", "type", "subject", "time", "partitionkey", "sequence");

    /** Those that some have, and what they are. */
    static final Map<String, String> SOMETIMES = sorted(
            "dataschema", "the $id of the JSON Schema of the payload",
            "traceparent", "W3C trace context: one trace a run of a command",
            "actor", "who did it",
            "reason", "why a person did it",
            "correlationid", "the same for all events of one run",
            "commandid", "of the command that the event followed from",
            "rollout", "id of the rollout that it is a part of");

    private static final String COMMENT = """
            # Written by AsyncApiTest with -Dgolden=rewrite, from the names of events and what the publisher does.
            """;

    private AsyncApi() {}

    static String text() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        return COMMENT + new Yaml(options).dump(document());
    }

    static Map<String, Object> document() {
        return map(
                "asyncapi", "3.0.0",
                "info", map(
                        "title", "Migration Ledger",
                        "version", "1.0.0",
                        "description", "Everything that happens to the databases of a fleet and to its rollouts, in the order of the ledger's log, "
                                + "each at least once and always with the same id. CloudEvents 1.0.2, Kafka protocol binding, "
                                + "binary mode."),
                "defaultContentType", "application/json",
                "servers", map("kafka", map(
                        "host", "{bootstrapServers}",
                        "protocol", "kafka",
                        "description", "As `stream: kafka:` of ledger.yml says.",
                        "variables", map("bootstrapServers", map("default", "localhost:9092")))),
                "channels", map(
                        "events", channel("events", "Every event of the log.", "delete", new TreeSet<>(EventNames.all())),
                        "state", channel("state", "The newest state of each database; null since it was forgotten.", "compact", List.of("database.state.v1")),
                        "checkpoints", channel("checkpoints", "Signed checkpoints over what is published.", "delete", List.of("audit.checkpoint.v1")),
                        "dlq", channel("dlq", "What could not be published, and why.", "delete", List.of("unpublishable"))),
                "operations", map(
                        "publishEvents", operation("events"),
                        "publishState", operation("state"),
                        "publishCheckpoints", operation("checkpoints"),
                        "publishUnpublishable", operation("dlq")),
                "components", map("messages", messages(), "schemas", map("headers", headers(), "state", state())));
    }

    private static Map<String, Object> channel(String topic, String description, String cleanup, Iterable<String> messages) {
        var references = new LinkedHashMap<String, Object>();
        messages.forEach(name -> references.put(name, reference("#/components/messages/" + name)));
        return map(
                "address", "{prefix}" + topic,
                "description", description + " The key is "
                        + switch (topic) {
                            case "checkpoints" -> "the name of the signing key.";
                            case "state" -> "the id of the database.";
                            default -> "the id of the database; of a rollout's events `rollout/` and its id.";
                        },
                "parameters", map("prefix", map("default", "ledger.", "description", "`prefix` of `stream: kafka:`.")),
                "messages", references,
                "bindings", map("kafka", map("topicConfiguration", kept(cleanup), "bindingVersion", "0.5.0")));
    }

    /** As topics are that the ledger creates. */
    private static Map<String, Object> kept(String cleanup) {
        return cleanup.equals("compact")
                ? map("cleanup.policy", List.of(cleanup))
                : map("cleanup.policy", List.of(cleanup), "retention.ms", -1, "retention.bytes", -1);
    }

    private static Map<String, Object> operation(String channel) {
        return map("action", "send", "channel", reference("#/channels/" + channel));
    }

    private static Map<String, Object> messages() {
        var messages = new LinkedHashMap<String, Object>();
        for (var name : new TreeSet<>(EventNames.all())) {
            messages.put(name, message(name, "application/json", map(
                    "schemaFormat", "application/schema+json;version=draft-2020-12",
                    "schema", reference("./" + name + ".schema.json"))));
        }
        messages.put("database.state.v1", message("database.state.v1", "application/json", reference("#/components/schemas/state")));
        messages.put("audit.checkpoint.v1", message("audit.checkpoint.v1", "text/plain; charset=utf-8", map(
                "type", "string", "description", "A signed note, to be verified byte by byte (C2SP signed-note, tlog-checkpoint).")));
        messages.put("unpublishable", message("unpublishable", "application/json", map(
                "type", "object",
                "description", "In place of a message, with its id and type.",
                "required", List.of("reason"),
                "properties", map("reason", map("type", "string", "description", "Why it could not be published.")))));
        return messages;
    }

    private static Map<String, Object> message(String name, String contentType, Map<String, Object> payload) {
        return map(
                "name", name,
                "contentType", contentType,
                "headers", reference("#/components/schemas/headers"),
                "payload", payload,
                "bindings", map("kafka", map("key", map("type", "string"), "bindingVersion", "0.5.0")));
    }

    private static Map<String, Object> headers() {
        var properties = new LinkedHashMap<String, Object>();
        ALWAYS.forEach(name -> properties.put("ce_" + name, map("type", "string")));
        SOMETIMES.forEach((name, what) -> properties.put("ce_" + name, map("type", "string", "description", what)));
        properties.put("content-type", map("type", "string"));
        return map(
                "type", "object",
                "description", "Attributes of a CloudEvent in binary mode. `ce_id` is the same however often a message is published; "
                        + "`ce_sequence` is the position in the log as text that sorts.",
                "required", ALWAYS.stream().map(name -> "ce_" + name).toList(),
                "properties", properties);
    }

    /** See {@link StateMessage}: fields are added, never changed. */
    static Map<String, Object> state() {
        var text = map("type", "string");
        var heads = map("type", "array", "items", map("type", "string"));
        return map(
                "type", "object",
                "description", "What the ledger knows of one database; a message without payload says that it knows it no more.",
                "required", List.of("id", "catalog", "environment", "engine", "labels", "claimed", "observed", "expected", "running", "at", "position"),
                "properties", map(
                        "id", text, "catalog", text, "environment", text, "engine", text,
                        "labels", map("type", "object", "additionalProperties", map("type", "string")),
                        "verdict", map("type", "string", "description", "of the last look: empty, exact, equivalent, partial, drifted, unknown"),
                        "claimed", heads, "observed", heads, "expected", heads,
                        "outcome", map("type", "string", "description", "of the last attempt that ended"),
                        "running", map("type", "boolean", "description", "an attempt was begun and has not ended"),
                        "unknown", map("type", "string", "description", "the revision whose outcome a person must tell"),
                        "lastChange", map("type", "string", "format", "date-time"),
                        "at", map("type", "string", "format", "date-time"),
                        "position", map("type", "integer", "description", "of the newest event that is in it")));
    }

    private static Map<String, Object> reference(String to) {
        return map("$ref", to);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], copied(keysAndValues[i + 1]));
        }
        return map;
    }

    /** The same object twice would become an alias in YAML. */
    private static Object copied(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((key, one) -> copy.put(key, copied(one)));
                yield copy;
            }
            case List<?> list -> list.stream().map(AsyncApi::copied).toList();
            default -> value;
        };
    }

    private static Map<String, String> sorted(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
