package dev.migrationledger.app.cli.json;

import static dev.migrationledger.app.cli.json.DetectionJson.each;
import static dev.migrationledger.app.cli.json.DetectionJson.state;
import static dev.migrationledger.app.cli.json.DetectionJson.texts;

import dev.migrationledger.app.result.AdoptedRevision;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.app.result.OwnersResult;
import dev.migrationledger.core.ownership.Claimant;
import dev.migrationledger.core.ownership.OwnedObject;
import dev.migrationledger.core.schema.FactKey;
import tools.jackson.databind.node.ObjectNode;

/** Owners as the contract's section "JSON" has them. */
final class OwnersJson {
    private OwnersJson() {}

    static void write(ObjectNode entry, OwnersResult result) {
        each(entry, "objects", result.objects(), OwnersJson::owned);
        entry.put("catalog", result.catalog());
        result.detection().ifPresent(detection -> {
            entry.put("verdict", Label.of(detection.verdict()));
            state(entry, "revisions", detection.state());
        });
        result.at().ifPresent(at -> entry.put("at", at.toString()));
        var totals = entry.putArray("totals");
        result.totals().forEach((source, counts) -> {
            var node = totals.addObject().put("source", source);
            counts.forEach((status, count) -> node.put(Label.of(status), count));
        });
        result.adopted().ifPresent(adopted -> adopted(entry.putObject("adopted"), adopted));
    }

    private static void owned(ObjectNode node, OwnedObject owned) {
        key(node, owned.key())
                .put("revision", owned.revision())
                .put("source", owned.source())
                .put("status", Label.of(owned.status()));
        each(node, "claims", owned.claims(), OwnersJson::claim);
        texts(node, "changedBy", owned.changedBy());
    }

    private static void claim(ObjectNode node, Claimant claim) {
        node.put("revision", claim.revision()).put("source", claim.source()).put("how", Label.of(claim.how()));
    }

    private static void adopted(ObjectNode node, AdoptedRevision adopted) {
        node.put("revision", adopted.revision())
                .put("source", adopted.source())
                .put("file", adopted.file())
                .put("written", adopted.written());
        state(node, "parents", adopted.parents());
        each(node, "objects", adopted.objects(), OwnersJson::key);
        each(node, "left", adopted.left(), (item, left) -> key(item, left.key()).put("reason", left.reason()));
        node.put("text", adopted.text());
    }

    private static ObjectNode key(ObjectNode node, FactKey key) {
        return node.put("kind", key.kind().label()).put("name", key.name());
    }
}
