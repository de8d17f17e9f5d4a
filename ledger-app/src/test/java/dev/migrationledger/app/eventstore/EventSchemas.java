package dev.migrationledger.app.eventstore;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.revision.State;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema (2020-12) of each event as {@link LedgerJson} writes it. A version's shape never changes, so objects are
 * closed and every field is required; only the words of an enum may become more, which
 * {@code x-extensible-enum} says (Zalando RESTful API guidelines, rule 112).
 */
public final class EventSchemas {
    /** Where the committed schemas are. */
    public static final Path FOLDER = Path.of("../docs/events");

    /** As they were when first released; files are added, never changed. */
    public static final Path RELEASED = FOLDER.resolve("released");

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Javadoc javadoc;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();

    private EventSchemas(Javadoc javadoc) {
        this.javadoc = javadoc;
    }

    /** @param name logical, such as {@code database.stamped.v1} */
    public static ObjectNode of(String name, Javadoc javadoc) {
        return new EventSchemas(javadoc).root(name, EventNames.classOf(name));
    }

    public static String fileName(String name) {
        return name + ".schema.json";
    }

    public static String text(ObjectNode schema) {
        return JSON.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
    }

    private ObjectNode root(String name, Class<?> type) {
        var root = node().put("$schema", DIALECT).put("$id", EventNames.schemaOf(name)).put("title", name);
        root.setAll(object(type));
        if (!definitions.isEmpty()) {
            var defs = root.putObject("$defs");
            definitions.forEach(defs::set);
        }
        return root;
    }

    private ObjectNode object(Class<?> type) {
        var object = node();
        javadoc.of(type).ifPresent(text -> object.put("description", text));
        object.put("type", "object").put("additionalProperties", false);
        var properties = object.putObject("properties");
        var required = object.putArray("required");
        for (var component : type.getRecordComponents()) {
            var property = shape(component.getGenericType());
            javadoc.ofComponent(type, component.getName()).ifPresent(text -> property.put("description", text));
            properties.set(component.getName(), property);
            required.add(component.getName());
        }
        return object;
    }

    private ObjectNode shape(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, (Class<?>) generic.getRawType());
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            return node().put("type", "string");
        } else if (plain == boolean.class) {
            return node().put("type", "boolean");
        } else if (plain == int.class) {
            return node().put("type", "integer").put("format", "int32");
        } else if (plain == long.class) {
            return node().put("type", "integer").put("format", "int64");
        } else if (plain == State.class) {
            return defined(plain, EventSchemas::heads);
        } else if (plain.isEnum()) {
            return defined(plain, () -> words(plain));
        } else if (plain.isRecord() && !DatabaseEvent.class.isAssignableFrom(plain)) {
            return defined(plain, () -> object(plain));
        }
        throw new IllegalArgumentException("no shape is known for " + plain.getName());
    }

    private ObjectNode generic(ParameterizedType type, Class<?> raw) {
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            var node = node();
            node.putArray("anyOf").add(shape(arguments[0])).add(node().put("type", "null"));
            return node;
        } else if (Collection.class.isAssignableFrom(raw)) {
            var node = node().put("type", "array");
            node.set("items", shape(arguments[0]));
            return node;
        } else if (raw == Map.class && arguments[0] == String.class) {
            var node = node().put("type", "object");
            node.set("additionalProperties", shape(arguments[1]));
            return node;
        }
        throw new IllegalArgumentException("no shape is known for " + type);
    }

    private static ObjectNode heads() {
        var heads = node().put("description", "A set of revisions with all below them, written as its heads, sorted; empty for an empty database.")
                .put("type", "array")
                .put("uniqueItems", true);
        heads.putObject("items").put("type", "string");
        return heads;
    }

    private ObjectNode words(Class<?> type) {
        var words = node();
        javadoc.of(type).ifPresent(text -> words.put("description", text));
        words.put("type", "string");
        var known = words.putArray("x-extensible-enum");
        Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).forEach(known::add);
        return words;
    }

    private ObjectNode defined(Class<?> type, Supplier<ObjectNode> definition) {
        var name = type.getSimpleName();
        @Nullable Class<?> other = types.putIfAbsent(name, type);
        if (other == null) {
            definitions.put(name, definition.get());
        } else if (other != type) {
            throw new IllegalArgumentException(other + " and " + type + " would be one definition");
        }
        return node().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
