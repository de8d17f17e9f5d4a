package dev.migrationledger.app.cli.json;

import static dev.migrationledger.app.cli.json.DetectionJson.each;
import static dev.migrationledger.app.cli.json.DetectionJson.texts;

import dev.migrationledger.app.result.DriftGroup;
import dev.migrationledger.app.result.DriftResult;
import dev.migrationledger.core.schema.Tier;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Drift: a detection with its digest; what several databases share stands once more in the document. */
final class DriftJson {
    private DriftJson() {}

    static void write(ObjectNode entry, DriftResult result) {
        entry.put("catalog", result.catalog());
        result.detection().ifPresent(detection -> {
            DetectionJson.write(entry, detection);
            entry.put("digest", result.digest().orElse(null))
                    .put("hard", result.count(Tier.HARD))
                    .put("soft", result.count(Tier.SOFT));
        });
        result.accepted().ifPresent(accepted -> entry.putObject("accepted")
                .put("actor", accepted.actor())
                .put("reason", accepted.reason())
                .put("time", accepted.time().toString()));
        result.at().ifPresent(at -> entry.put("at", at.toString()));
    }

    static void groups(ObjectNode document, List<DriftResult> results) {
        var shared = DriftGroup.of(results).stream().filter(group -> group.databases().size() > 1).toList();
        each(document, "shared", shared, (node, group) -> {
            texts(node, "databases", group.databases());
            each(node, "differences", group.differences(), DetectionJson::difference);
        });
    }
}
