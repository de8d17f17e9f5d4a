package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the live schema differs from a state, each difference with the revision that makes the object so. */
final class Differences {
    private Differences() {}

    /** @param expected the snapshot of that state, composed or built */
    static List<Difference> of(Model model, BitSet members, SchemaSnapshot expected, SchemaSnapshot live) {
        return SchemaDiff.compare(expected, live).stream()
                .map(difference -> difference.because(revision(model, members, difference.key(), live)))
                .toList();
    }

    /** The member that last touched it; else the revision not in the state that leaves it as it is; else the start. */
    private static String revision(Model model, BitSet members, FactKey key, SchemaSnapshot live) {
        var touches = model.touches(key);
        for (int i = touches.length - 1; i >= 0; i--) {
            if (members.get(touches[i])) {
                return model.ids.get(touches[i]);
            }
        }
        var actual = Optional.ofNullable(live.facts().get(key));
        for (int r : touches) {
            if (Composition.sameHard(model.change(r, key).after(), actual)) {
                return model.ids.get(r);
            }
        }
        return model.atStart(key).isPresent()
                ? model.reference.start().heads().stream().collect(Collectors.joining(", "))
                : "";
    }
}
