package dev.migrationledger.app.cli.json;

import static dev.migrationledger.app.cli.json.DetectionJson.each;
import static dev.migrationledger.app.cli.json.DetectionJson.state;

import dev.migrationledger.app.result.CatalogLint;
import dev.migrationledger.app.result.SnapshotCheck;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code lint} as one JSON document: each catalog with what its scripts say and what scratch databases showed. */
public final class LintJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private LintJson() {}

    public static String text(List<CatalogLint> catalogs) {
        var document = MAPPER.createObjectNode().put("ledger", "1").put("command", "lint");
        document.put("findingCount", catalogs.stream().mapToInt(CatalogLint::findings).sum());
        each(document, "catalogs", catalogs, LintJson::catalog);
        return MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    private static void catalog(ObjectNode node, CatalogLint catalog) {
        node.put("catalog", catalog.catalog()).put("revisions", catalog.revisions());
        state(node, "heads", catalog.heads());
        each(node, "findings", catalog.notes(), (note, one) ->
                note.put("revision", one.revision()).put("code", one.code()).put("message", one.message()));
        each(node, "trials", catalog.trials(), (trial, one) -> {
            trial.put("engine", one.engine());
            each(trial, "failures", one.failures(), JsonReport::error);
            each(trial, "snapshots", one.snapshots(), LintJson::snapshot);
            each(trial, "untried", one.untried(), JsonReport::error);
        });
    }

    /** {@code differences} is null where nothing can be compared. */
    private static void snapshot(ObjectNode node, SnapshotCheck check) {
        node.put("id", check.id()).put("at", check.at());
        check.differences().ifPresentOrElse(
                differences -> each(node, "differences", differences, DetectionJson::difference),
                () -> node.putNull("differences"));
    }
}
