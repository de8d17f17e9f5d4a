package dev.migrationledger.app.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One change to a JSON document, somewhere. Texts stay as they are: a word of an enum is for the reader to judge. */
final class Damage {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Damage() {}

    static JsonNode one(JsonNode document, Random random) {
        var copy = document.deepCopy();
        var places = new ArrayList<Runnable>();
        collect(copy, random, places);
        places.get(random.nextInt(places.size())).run();
        return copy;
    }

    private static void collect(JsonNode node, Random random, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                places.add(() -> object.remove(name));
                places.add(() -> object.set(name, other(object.get(name), random)));
            });
            places.add(() -> object.put("more", 1));
        } else if (node instanceof ArrayNode array) {
            places.add(() -> array.add(other(NODES.stringNode("x"), random)));
        }
        node.forEach(child -> collect(child, random, places));
    }

    private static JsonNode other(JsonNode former, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.arrayNode().add(former.deepCopy());
            case 2 -> NODES.objectNode();
            default -> former.isNumber() ? NODES.numberNode(former.asDouble() + 0.5) : NODES.numberNode(7.5);
        };
    }
}
