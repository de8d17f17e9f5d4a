package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.HashSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How much of two schemas is the same. A table that one side lacks altogether counts once, without its columns and
 * constraints: it is one thing that is missing.
 *
 * @param matched weight of what is the same
 * @param union   weight of what is on either side
 * @param wanted  weight of what is expected
 */
record Overlap(double matched, double union, double wanted) {
    /**
     * From here on a state is near. A database built by an ORM, with the default of every column changed and all its
     * indexes missing, still shares half; foreign databases that happen to have {@code users} and {@code orders} share
     * less than a fifth.
     */
    private static final double NEAR = 0.4;

    /** A catalog that lives with strangers in one database is near when this much of it is there ... */
    private static final double CONTAINED = 0.8;

    /** ... and that is more than a few common tables could explain: about three tables with their columns. */
    private static final double CONTAINED_WEIGHT = 40;

    static Overlap of(SchemaSnapshot expected, SchemaSnapshot actual) {
        var keys = new TreeSet<>(expected.facts().keySet());
        keys.addAll(actual.facts().keySet());
        var lonely = new HashSet<FactKey>();
        for (var key : keys) {
            if (key.kind() == ObjectKind.TABLE
                    && expected.facts().containsKey(key) != actual.facts().containsKey(key)) {
                lonely.add(key);
            }
        }
        double matched = 0;
        double union = 0;
        double wanted = 0;
        for (var key : keys) {
            if (TableParts.owner(key, lonely::contains).isPresent()) {
                continue;
            }
            double weight = Weights.of(key);
            var there = Optional.ofNullable(expected.facts().get(key));
            var here = Optional.<Fact>ofNullable(actual.facts().get(key));
            union += weight;
            wanted += there.isPresent() ? weight : 0;
            matched += weight - Math.min(weight, Weights.distance(key, there, here));
        }
        return new Overlap(matched, union, wanted);
    }

    double share() {
        return union == 0 ? 0 : matched / union;
    }

    boolean isNear() {
        return share() >= NEAR || (matched >= CONTAINED_WEIGHT && wanted > 0 && matched / wanted >= CONTAINED);
    }
}
