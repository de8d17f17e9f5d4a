package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of a mapping by key, with merged ones ({@code <<: *defaults}) where the mapping has none of its own. */
final class Fields {
    private static final int MERGE_DEPTH = 8;

    private final Problems problems;
    private final String where;

    Fields(Problems problems, String where) {
        this.problems = problems;
        this.where = where;
    }

    Map<String, NodeTuple> of(MappingNode mapping) {
        return of(mapping, 0);
    }

    private Map<String, NodeTuple> of(MappingNode mapping, int depth) {
        var own = new LinkedHashMap<String, NodeTuple>();
        var lines = new HashMap<String, Integer>();
        var merged = new LinkedHashMap<String, NodeTuple>();
        for (var field : mapping.getValue()) {
            if (field.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(field, depth).forEach(merged::putIfAbsent);
            } else if (field.getKeyNode() instanceof ScalarNode key && !key.getValue().isBlank()) {
                add(key, field, own, lines);
            } else {
                problems.add("LDG207", field.getKeyNode(), "a key in " + where + " must be a word",
                        "write `name: value`");
            }
        }
        merged.forEach(own::putIfAbsent);
        return own;
    }

    private void add(ScalarNode key, NodeTuple field, Map<String, NodeTuple> own, Map<String, Integer> lines) {
        int line = Problems.lineOf(key);
        var first = lines.putIfAbsent(key.getValue(), line);
        if (first == null) {
            own.put(key.getValue(), field);
        } else {
            problems.add(
                    "LDG206",
                    line,
                    "`" + Shown.of(key.getValue()) + "` stands twice in " + where + ", first on line " + first,
                    "remove one of them");
        }
    }

    private Map<String, NodeTuple> merge(NodeTuple field, int depth) {
        var value = field.getValueNode();
        var parts = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        var merged = new LinkedHashMap<String, NodeTuple>();
        for (var part : parts) {
            if (!(part instanceof MappingNode mapping)) {
                problems.add(
                        "LDG207", field.getKeyNode(), "`<<` in " + where + " does not name fields to merge", "write `<<: *anchor`");
            } else if (depth < MERGE_DEPTH) {
                of(mapping, depth + 1).forEach(merged::putIfAbsent);
            } else {
                problems.add("LDG204", field.getKeyNode(), Problems.TOO_DEEP, Problems.WRITE_OUT);
            }
        }
        return merged;
    }
}
