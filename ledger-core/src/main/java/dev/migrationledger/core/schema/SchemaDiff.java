package dev.migrationledger.core.schema;

import dev.migrationledger.core.schema.Difference.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two schemas fact by fact. */
public final class SchemaDiff {
    private SchemaDiff() {}

    /**
     * @return sorted by key, then tier. A missing or extra fact is one difference; a changed fact gives one for each tier
     *     in which an attribute differs. No difference names a revision yet
     */
    public static List<Difference> compare(SchemaSnapshot expected, SchemaSnapshot actual) {
        var keys = new TreeSet<>(expected.facts().keySet());
        keys.addAll(actual.facts().keySet());
        var differences = new ArrayList<Difference>();
        for (var key : keys) {
            compare(key, expected.facts().get(key), actual.facts().get(key), differences);
        }
        return List.copyOf(differences);
    }

    /** Whether nothing but cosmetic differences lie between the two. */
    public static boolean isSame(SchemaSnapshot expected, SchemaSnapshot actual) {
        return compare(expected, actual).stream().allMatch(d -> d.tier() == Tier.COSMETIC);
    }

    /** The differences of one fact, as in {@link #compare(SchemaSnapshot, SchemaSnapshot)}; empty: the fact is not there. */
    public static List<Difference> compare(Optional<Fact> expected, Optional<Fact> actual) {
        var differences = new ArrayList<Difference>();
        expected.or(() -> actual)
                .ifPresent(f -> compare(f.key(), expected.orElse(null), actual.orElse(null), differences));
        return List.copyOf(differences);
    }

    private static void compare(
            FactKey key, @Nullable Fact expected, @Nullable Fact actual, List<Difference> differences) {
        if (expected == null && actual != null) {
            var tier = Tiers.ofExistence(actual);
            differences.add(new Difference(Change.EXTRA, key, "", FactWords.extra(actual), tier, ""));
        } else if (actual == null && expected != null) {
            var tier = Tiers.ofExistence(expected);
            differences.add(new Difference(Change.MISSING, key, FactWords.whole(expected), "", tier, ""));
        } else if (actual != null && expected != null && !expected.equals(actual)) {
            for (var tier : Tier.values()) {
                if (!Tiers.of(expected, tier).equals(Tiers.of(actual, tier))) {
                    differences.add(changed(expected, actual, tier));
                }
            }
        }
    }

    private static Difference changed(Fact expected, Fact actual, Tier tier) {
        return new Difference(
                Change.CHANGED,
                expected.key(),
                FactWords.changed(expected, actual, tier),
                FactWords.changed(actual, expected, tier),
                tier,
                "");
    }
}
