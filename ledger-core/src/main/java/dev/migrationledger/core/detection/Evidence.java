package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Why a state is the answer, in words: what its last revisions left, and what the next ones would have. */
final class Evidence {
    private static final int MOST_REVISIONS = 4;
    private static final int MOST_FACTS = 3;

    private Evidence() {}

    /** The last revisions in first, then the first ones that are not; only facts that are as they say. */
    static List<String> of(Model model, BitSet members, SchemaSnapshot live) {
        var words = new ArrayList<String>();
        int shown = 0;
        for (int r = members.length() - 1; r >= 0 && shown < MOST_REVISIONS; r = members.previousSetBit(r - 1)) {
            var lines = left(model, r, members, live);
            words.addAll(lines);
            shown += lines.isEmpty() ? 0 : 1;
        }
        shown = 0;
        for (int r = members.nextClearBit(0); r < model.size() && shown < MOST_REVISIONS; r = members.nextClearBit(r + 1)) {
            var line = model.isReady(r, members) ? lacking(model, r, members, live) : Optional.<String>empty();
            line.ifPresent(words::add);
            shown += line.isPresent() ? 1 : 0;
        }
        return words;
    }

    private static List<String> left(Model model, int r, BitSet members, SchemaSnapshot live) {
        var id = model.ids.get(r);
        return model.deltas.get(r).facts().entrySet().stream()
                .filter(entry -> isLast(model, r, entry.getKey(), members))
                .filter(entry -> Composition.sameHard(
                        entry.getValue().after(), Optional.ofNullable(live.facts().get(entry.getKey()))))
                .filter(entry -> !Composition.sameHard(entry.getValue().before(), entry.getValue().after()))
                .limit(MOST_FACTS)
                .map(entry -> entry.getKey() + " " + leftBy(entry.getValue(), id))
                .toList();
    }

    private static String leftBy(Delta.Change change, String id) {
        if (change.before().isEmpty()) {
            return "present (added by " + id + ")";
        }
        return change.after().isEmpty() ? "absent (dropped by " + id + ")" : "as changed by " + id;
    }

    private static boolean isLast(Model model, int r, FactKey key, BitSet members) {
        for (int other : model.touches(key)) {
            if (other > r && members.get(other)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> lacking(Model model, int r, BitSet members, SchemaSnapshot live) {
        var id = model.ids.get(r);
        return model.deltas.get(r).facts().entrySet().stream()
                .filter(entry -> !Composition.sameHard(entry.getValue().before(), entry.getValue().after()))
                .filter(entry -> Composition.sameHard(
                        model.expected(entry.getKey(), members),
                        Optional.ofNullable(live.facts().get(entry.getKey()))))
                .findFirst()
                .map(entry -> entry.getKey() + " " + lackedBy(entry.getValue(), id));
    }

    private static String lackedBy(Delta.Change change, String id) {
        if (change.before().isEmpty()) {
            return "absent (" + id + " would add it)";
        }
        return change.after().isEmpty()
                ? "still present (" + id + " would drop it)"
                : "not yet as " + id + " would change it";
    }
}
