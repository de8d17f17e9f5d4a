package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.schema.Tiers;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How changes add up in a state that the scratch database never was in: attribute by attribute, so that two branches
 * that alter different attributes of one column do not carry each other's.
 */
final class Composition {
    private Composition() {}

    static Optional<Fact> apply(Optional<Fact> current, Delta.Change change) {
        if (change.after().isEmpty() || change.before().isEmpty()) {
            return change.after();
        }
        if (current.isEmpty() || current.equals(change.before())) {
            return current.isEmpty() ? current : change.after();
        }
        var from = change.before().get();
        var to = change.after().get();
        var now = current.get();
        return Optional.of(new Fact(
                now.key(),
                patched(now.hard(), from.hard(), to.hard()),
                patched(now.soft(), from.soft(), to.soft()),
                patched(now.cosmetic(), from.cosmetic(), to.cosmetic())));
    }

    private static SortedMap<String, String> patched(
            Map<String, String> now, Map<String, String> from, Map<String, String> to) {
        var result = new TreeMap<>(now);
        from.keySet().stream().filter(name -> !to.containsKey(name)).forEach(result::remove);
        to.forEach((name, value) -> {
            if (!value.equals(from.get(name))) {
                result.put(name, value);
            }
        });
        return result;
    }

    static SortedMap<String, String> attributes(Fact fact, Tier tier) {
        return switch (tier) {
            case HARD -> fact.hard();
            case SOFT -> fact.soft();
            case COSMETIC -> fact.cosmetic();
        };
    }

    /** Null when the fact or the attribute is not there. */
    static @Nullable String attribute(Optional<Fact> fact, Tier tier, String name) {
        return fact.map(f -> attributes(f, tier).get(name)).orElse(null);
    }

    /** The hard attributes; empty when the fact is not there, or is nothing but soft evidence such as a comment. */
    static Optional<SortedMap<String, String>> hard(Optional<Fact> fact) {
        return fact.filter(f -> Tiers.ofExistence(f) == Tier.HARD).map(Fact::hard);
    }

    static boolean sameHard(Optional<Fact> a, Optional<Fact> b) {
        return hard(a).equals(hard(b));
    }

    static boolean sameHard(SchemaSnapshot a, SchemaSnapshot b) {
        return Stream.concat(a.facts().keySet().stream(), b.facts().keySet().stream())
                .allMatch(key -> sameHard(
                        Optional.ofNullable(a.facts().get(key)),
                        Optional.ofNullable(b.facts().get(key))));
    }
}
