package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Tells states with the same hard facts apart by what weighs less: soft attributes, then cosmetic ones, then rows,
 * declared probes and post-conditions. Only what the options differ in is looked at, evidence speaks only when it is
 * unanimous, and evidence that contradicts other evidence leaves the options as they are.
 */
final class Narrowing {
    private final Model model;
    private final SchemaSnapshot live;
    private final DataEvidence data;
    private final List<String> evidence = new ArrayList<>();

    Narrowing(Model model, SchemaSnapshot live, DataEvidence data) {
        this.model = model;
        this.live = live;
        this.data = data;
    }

    /** In words, what decided. */
    List<String> evidence() {
        return evidence;
    }

    /** The options that the evidence leaves, in the same order; never none. */
    List<BitSet> narrowed(BitSet base, ExactStates.Choice choice) {
        var options = choice.options();
        if (options.size() < 2 || choice.more()) {
            return options;
        }
        for (var tier : List.of(Tier.SOFT, Tier.COSMETIC)) {
            options = byTier(base, choice.open(), options, tier);
        }
        return options.size() < 2 ? options : data.narrowed(model, base, choice.open(), options, evidence);
    }

    private List<BitSet> byTier(BitSet base, BitSet open, List<BitSet> options, Tier tier) {
        var contested = contested(base, open, options, tier);
        if (contested.isEmpty()) {
            return options;
        }
        var left = kept(options, option -> contested.stream().allMatch(key -> sameAsLive(key, with(base, option), tier)));
        if (left.isEmpty() || left.size() == options.size()) {
            return options;
        }
        contested.stream().limit(3).forEach(key -> evidence.add(key + " is as "
                + describe(base, left.getFirst(), open, key) + " leaves it (" + word(tier) + ")"));
        return left;
    }

    private static String word(Tier tier) {
        return switch (tier) {
            case HARD -> "structure";
            case SOFT -> "text";
            case COSMETIC -> "name or form";
        };
    }

    /** Facts in whose attributes of this tier the options differ. */
    private List<FactKey> contested(BitSet base, BitSet open, List<BitSet> options, Tier tier) {
        var keys = new TreeSet<FactKey>();
        open.stream().forEach(r -> keys.addAll(model.deltas.get(r).facts().keySet()));
        return keys.stream()
                .filter(key -> options.stream()
                                .map(option -> attributes(model.expected(key, with(base, option)), tier))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private boolean sameAsLive(FactKey key, BitSet members, Tier tier) {
        var expected = model.expected(key, members);
        var actual = Optional.ofNullable(live.facts().get(key));
        return Objects.equals(attributes(expected, tier), attributes(actual, tier));
    }

    private static Optional<SortedMap<String, String>> attributes(
            Optional<Fact> fact, Tier tier) {
        return fact.map(f -> Composition.attributes(f, tier));
    }

    private String describe(BitSet base, BitSet option, BitSet open, FactKey key) {
        var members = with(base, option);
        var last = IntStream.of(model.touches(key)).filter(members::get).max();
        if (last.isPresent()) {
            return model.ids.get(last.getAsInt());
        }
        var first = IntStream.of(model.touches(key)).filter(open::get).min();
        return "the state before " + (first.isPresent() ? model.ids.get(first.getAsInt()) : "it");
    }

    static BitSet with(BitSet base, BitSet option) {
        var members = (BitSet) base.clone();
        members.or(option);
        return members;
    }

    static List<BitSet> kept(List<BitSet> options, Predicate<BitSet> test) {
        return options.stream().filter(test).toList();
    }
}
