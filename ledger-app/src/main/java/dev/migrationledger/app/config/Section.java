package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file, read field by field; what is wrong is added to the problems and read as absent. Scalars are
 * taken as written: {@code at: 0012} is the text {@code 0012}.
 */
final class Section {
    private final Problems problems;
    private final Node node;
    private final String where;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private Section(Problems problems, Node node, String where, Map<String, NodeTuple> tuples) {
        this.problems = problems;
        this.node = node;
        this.where = where;
        tuples.forEach((key, tuple) -> {
            keys.put(key, tuple.getKeyNode());
            fields.put(key, tuple.getValueNode());
        });
    }

    private Section(Section other, String where) {
        this.problems = other.problems;
        this.node = other.node;
        this.where = where;
        keys.putAll(other.keys);
        fields.putAll(other.fields);
    }

    /** @param where in words, for messages: {@code catalog shop} */
    static Optional<Section> of(Node node, String where, Problems problems) {
        if (node instanceof MappingNode mapping) {
            problems.visit(node, mapping.getValue().size());
            return Optional.of(new Section(problems, node, where, new Fields(problems, where).of(mapping)));
        }
        problems.add("LDG207", node, where + " must be fields (`name: value`), not " + shape(node),
                "write one field a line below it, or remove the line");
        return Optional.empty();
    }

    Section named(String newWhere) {
        return new Section(this, newWhere);
    }

    Problems problems() {
        return problems;
    }

    String where() {
        return where;
    }

    int line() {
        return Problems.lineOf(node);
    }

    /** The section's own place, for problems about what is not there. */
    Node node() {
        return node;
    }

    Map<String, Node> all() {
        return fields;
    }

    /** Where a field stands, or the section when it is absent. */
    Node place(String key) {
        return keys.getOrDefault(key, node);
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    void allowOnly(Collection<String> known) {
        keys.forEach((key, place) -> {
            if (!known.contains(key)) {
                problems.add(
                        "LDG205",
                        place,
                        "unknown key `" + Shown.of(key) + "` in " + where,
                        Hints.near(key, known));
            }
        });
    }

    /** Present or a problem. */
    Optional<Node> required(String key) {
        var value = Optional.ofNullable(fields.get(key));
        if (value.isEmpty()) {
            problems.add("LDG208", node, where + " has no `" + key + "`", "add `" + key + ":`");
        }
        return value;
    }

    Optional<String> requiredText(String key) {
        return required(key).flatMap(value -> text(key, value));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(fields.get(key)).flatMap(value -> text(key, value));
    }

    private Optional<String> text(String key, Node value) {
        if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL) && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        return wrong(key, "text", value);
    }

    private <T> Optional<T> wrong(String key, String expected, Node value) {
        problems.add("LDG207", value, "`" + key + "` of " + where + " must be " + expected + ", not " + shape(value),
                "correct the value, or remove the line");
        return Optional.empty();
    }

    Optional<Boolean> bool(String key) {
        var value = fields.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ScalarNode scalar) {
            switch (scalar.getValue()) {
                case "true":
                    return Optional.of(true);
                case "false":
                    return Optional.of(false);
                default:
            }
        }
        return wrong(key, "true or false", value);
    }

    OptionalInt integer(String key, int least, int most, String code) {
        var value = fields.get(key);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(scalar.getValue());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        problems.add(
                code, value, "`" + key + "` of " + where + " must be a whole number from " + least + " to " + most,
                "write it in plain digits, or remove the line");
        return OptionalInt.empty();
    }

    /** One of a list of words. */
    Optional<String> word(String key, Collection<String> known) {
        var value = text(key);
        if (value.isPresent() && !known.contains(value.get())) {
            problems.add(
                    "LDG209",
                    place(key),
                    "unknown " + key + " `" + Shown.of(value.get()) + "` of " + where,
                    Hints.nearAndKnown(value.get(), known));
            return Optional.empty();
        }
        return value;
    }

    Optional<Section> section(String key) {
        var value = fields.get(key);
        return value == null ? Optional.empty() : of(value, "`" + key + "` of " + where, problems);
    }

    /** Keyed by the keys as written, in file order; values as written. */
    Map<String, String> texts(String key) {
        var texts = new LinkedHashMap<String, String>();
        section(key).ifPresent(section ->
                section.fields.keySet().forEach(name -> section.text(name).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** The items of a list; empty when absent. */
    List<Node> items(String key) {
        var value = fields.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            problems.visit(value, sequence.getValue().size());
            return sequence.getValue();
        }
        wrong(key, "a list (`- ...`)", value);
        return List.of();
    }

    List<String> textItems(String key) {
        var texts = new ArrayList<String>();
        for (var item : items(key)) {
            text(key, item).ifPresent(texts::add);
        }
        return texts;
    }

    /** Without the value, which may be a secret. */
    static String shape(Node node) {
        return switch (node) {
            case MappingNode _ -> "fields";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank() -> "nothing";
            case ScalarNode scalar when scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT) ->
                "a number";
            default -> "text";
        };
    }
}
