package dev.migrationledger.app.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What in a schema of {@link EventSchemas} breaks those who rely on its released version: events already stored must go
 * on to load, and consumers written for the released schema must go on to understand. Descriptions may change, and the
 * words of an enum may become more.
 */
final class SchemaChanges {
    private final JsonNode releasedRoot;
    private final JsonNode currentRoot;
    private final List<String> breaking = new ArrayList<>();
    private final TreeSet<String> open = new TreeSet<>();

    private SchemaChanges(JsonNode released, JsonNode current) {
        this.releasedRoot = released;
        this.currentRoot = current;
    }

    /** Each in words, beginning with its place; empty when nothing breaks. */
    static List<String> breaking(JsonNode released, JsonNode current) {
        var changes = new SchemaChanges(released, current);
        changes.compare("", released, current);
        return changes.breaking;
    }

    private void compare(String place, JsonNode releasedOrReference, JsonNode currentOrReference) {
        var both = releasedOrReference.path("$ref") + " " + currentOrReference.path("$ref");
        if (releasedOrReference.has("$ref") && !open.add(both)) {
            return;
        }
        var released = resolved(releasedRoot, releasedOrReference);
        var current = resolved(currentRoot, currentOrReference);
        for (var keyword : List.of("type", "format", "uniqueItems")) {
            if (!released.path(keyword).equals(current.path(keyword))) {
                found(place, keyword + " was " + shown(released.path(keyword)) + ", is " + shown(current.path(keyword)));
            }
        }
        properties(place, released, current);
        words(place, released, current);
        if (released.has("items") && current.has("items")) {
            compare(place + "[]", released.get("items"), current.get("items"));
        }
        additional(place, released.path("additionalProperties"), current.path("additionalProperties"));
        alternatives(place, released.path("anyOf"), current.path("anyOf"));
        open.remove(both);
    }

    private void properties(String place, JsonNode released, JsonNode current) {
        var before = released.path("properties");
        var now = current.path("properties");
        before.properties().forEach(field -> {
            var at = place + "." + field.getKey();
            if (now.has(field.getKey())) {
                compare(at, field.getValue(), now.get(field.getKey()));
            } else {
                found(at, "was removed");
            }
        });
        now.properties().stream()
                .filter(field -> !before.has(field.getKey()))
                .forEach(field -> found(place + "." + field.getKey(), "was added, and stored events lack it"));
        texts(current.path("required")).stream()
                .filter(name -> before.has(name) && !texts(released.path("required")).contains(name))
                .forEach(name -> found(place + "." + name, "was made required"));
        texts(released.path("required")).stream()
                .filter(name -> now.has(name) && !texts(current.path("required")).contains(name))
                .forEach(name -> found(place + "." + name, "was made optional"));
    }

    private void words(String place, JsonNode released, JsonNode current) {
        var now = texts(current.path("x-extensible-enum"));
        texts(released.path("x-extensible-enum")).stream()
                .filter(word -> !now.contains(word))
                .forEach(word -> found(place, "knows the word " + word + " no more"));
        if (released.has("x-extensible-enum") != current.has("x-extensible-enum") || current.has("enum")) {
            found(place, "was " + (released.has("x-extensible-enum") ? "a list of words" : "any text"));
        }
    }

    private void additional(String place, JsonNode released, JsonNode current) {
        if (released.isObject() && current.isObject()) {
            compare(place + "{}", released, current);
        } else if (!released.equals(current)) {
            found(place, "additionalProperties was " + shown(released) + ", is " + shown(current));
        }
    }

    private void alternatives(String place, JsonNode released, JsonNode current) {
        if (released.size() != current.size()) {
            found(place, released.size() > current.size() ? "can be null no more" : "can be null now");
            return;
        }
        for (int i = 0; i < released.size(); i++) {
            compare(place, released.get(i), current.get(i));
        }
    }

    private void found(String place, String what) {
        breaking.add((place.isEmpty() ? "the event" : place.substring(1)) + ": " + what);
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "not said" : (value.isObject() ? JsonNodeFactory.instance.stringNode("a shape") : value).toString();
    }
}
