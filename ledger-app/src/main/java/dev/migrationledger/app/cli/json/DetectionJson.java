package dev.migrationledger.app.cli.json;

import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TrackerReading;
import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A detection as the contract's section "JSON" has it. */
final class DetectionJson {
    private DetectionJson() {}

    /** Adds the detection's fields after those that are there. */
    static void write(ObjectNode entry, Detection detection) {
        entry.put("verdict", Label.of(detection.verdict()));
        texts(entry, "revisions", detection.state().heads());
        var candidates = entry.putArray("candidates");
        detection.candidates().forEach(state -> state.heads().forEach(candidates.addArray()::add));
        entry.put("claim", Label.of(detection.claim()));
        texts(entry, "claimed", detection.claimed().heads());
        each(entry, "trackers", detection.trackers(), DetectionJson::tracker);
        each(entry, "differences", detection.differences(), DetectionJson::difference);
        texts(entry, "evidence", detection.evidence());
        entry.put("origin", detection.origin());
        entry.put("fingerprint", detection.fingerprint());
    }

    private static void tracker(ObjectNode node, TrackerReading tracker) {
        node.put("kind", tracker.kind()).put("table", tracker.table());
        texts(node, "rows", tracker.rows());
        node.put("dirty", tracker.dirty());
    }

    static void difference(ObjectNode node, Difference difference) {
        node.put("change", Label.of(difference.change()))
                .put("kind", difference.key().kind().label())
                .put("name", difference.key().name())
                .put("expected", difference.expected())
                .put("actual", difference.actual())
                .put("cosmetic", difference.tier() == Tier.COSMETIC)
                .put("revision", difference.revision())
                .put("tier", Label.of(difference.tier()));
    }

    static void state(ObjectNode node, String name, State state) {
        texts(node, name, state.heads());
    }

    static void texts(ObjectNode node, String name, Collection<String> texts) {
        var array = node.putArray(name);
        texts.forEach(array::add);
    }

    /** Writes one item into a fresh object. */
    interface Item<T> {
        void write(ObjectNode node, T item);
    }

    static <T> void each(ObjectNode node, String name, Collection<T> items, Item<T> item) {
        ArrayNode array = node.putArray(name);
        Consumer<T> add = value -> item.write(array.addObject(), value);
        items.forEach(add);
    }
}
