package dev.migrationledger.app.cli.json;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code graph} as one JSON document: each revision with its neighbours, in graph order, and what is known to fail. */
public final class GraphJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private GraphJson() {}

    public static String text(RevisionGraph graph, List<Revision> revisions, List<Problem> problems) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1").put("command", "graph");
        texts(document, "heads", graph.heads().heads());
        var list = document.putArray("revisions");
        for (var revision : revisions) {
            var node = list.addObject();
            node.put("revision", revision.id());
            texts(node, "parents", revision.parents());
            texts(node, "dependsOn", revision.dependsOn());
            texts(node, "children", graph.children(revision.id()));
            texts(node, "labels", revision.labels().stream().sorted().toList());
            node.put("message", revision.message())
                    .put("kind", Label.of(revision.kind()))
                    .put("transactional", revision.transactional())
                    .put("idempotent", revision.idempotent())
                    .put("revertible", revision.revert().isPresent())
                    .put("source", revision.source())
                    .put("file", revision.file())
                    .put("digest", revision.script().digest());
            revision.chunks().ifPresent(chunks -> node.putObject("chunks").put("way", chunks.way()).put("rows", chunks.size()));
        }
        if (!problems.isEmpty()) {
            var found = document.putArray("problems");
            problems.forEach(problem ->
                    found.addObject().put("code", problem.code()).put("message", problem.message()).put("hint", problem.hint()));
        }
        return MAPPER.writeValueAsString(document) + "\n";
    }

    private static void texts(ObjectNode node, String name, Collection<String> values) {
        var list = node.putArray(name);
        values.forEach(list::add);
    }
}
