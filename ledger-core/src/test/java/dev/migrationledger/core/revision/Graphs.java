package dev.migrationledger.core.revision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Graphs drawn on one line: {@code a->b->c1,c2; c1+c2->m; m->d:shop; x~>d}.
 *
 * <ul>
 *   <li>{@code a->b}: a is b's parent; {@code c1+c2->m}: both are; {@code a~>b}: b depends on a
 *   <li>a comma begins another child of the same, when no arrow follows it ({@code b->c1,c2}); else, like a semicolon,
 *       another chain ({@code a->b, b->c})
 *   <li>{@code d:shop}: d carries the branch label shop
 *   <li>{@code ?a->b}: b names a, but nothing defines it
 * </ul>
 *
 * A revision's script is {@code create table "id" ();}, its file {@code id.sql}.
 */
public final class Graphs {
    private final Map<String, Drawn> drawn = new LinkedHashMap<>();

    private record Drawn(List<String> parents, List<String> dependsOn, List<String> labels) {
        Drawn() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private Graphs() {}

    public static RevisionGraph draw(String literal) {
        return new RevisionGraph(revisions(literal));
    }

    /** Sound or not, in the order of first mention. */
    public static List<Revision> revisions(String literal) {
        var graphs = new Graphs();
        for (var statement : literal.split(";")) {
            graphs.statement(statement);
        }
        return graphs.drawn.entrySet().stream()
                .map(e -> revision(e.getKey(), e.getValue().parents, e.getValue().dependsOn, e.getValue().labels))
                .toList();
    }

    public static Revision revision(String id, String... parents) {
        return revision(id, List.of(parents), List.of(), List.of());
    }

    private static Revision revision(String id, List<String> parents, List<String> dependsOn, List<String> labels) {
        return new Revision(
                id,
                parents,
                dependsOn,
                Set.copyOf(labels),
                "makes " + id,
                Kind.SCHEMA,
                true,
                false,
                List.of(),
                new Script("create table \"" + id + "\" ();", 1),
                Optional.empty(),
                "drawn",
                id + ".sql");
    }

    private void statement(String statement) {
        List<String> parents = List.of();
        var depends = false;
        for (var chain : statement.split(",")) {
            var nodes = chain.trim().split("(?=~>)|(?=->)");
            if (nodes.length > 1) {
                parents = List.of();
            }
            for (int i = 0; i < nodes.length; i++) {
                if (i > 0) {
                    parents = List.of(nodes[i - 1].replaceFirst("^[~-]>", "").trim().split("\\+"));
                    depends = nodes[i].startsWith("~>");
                }
                for (var node : nodes[i].replaceFirst("^[~-]>", "").split("\\+")) {
                    if (!node.isBlank()) {
                        node(node.trim(), parents, depends);
                    }
                }
            }
        }
    }

    private void node(String node, List<String> above, boolean depends) {
        if (node.startsWith("?")) {
            return;
        }
        var parts = node.split(":");
        var known = drawn.computeIfAbsent(parts[0], _ -> new Drawn());
        for (int i = 1; i < parts.length; i++) {
            known.labels.add(parts[i]);
        }
        for (var parent : above) {
            var id = parent.trim().replace("?", "").split(":")[0];
            var needs = depends ? known.dependsOn : known.parents;
            if (!needs.contains(id)) {
                needs.add(id);
            }
        }
    }
}
