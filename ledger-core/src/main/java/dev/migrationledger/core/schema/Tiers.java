package dev.migrationledger.core.schema;

import java.util.SortedMap;

/** A fact's attributes by tier. */
public final class Tiers {
    private Tiers() {}

    /**
     * How much it weighs that the fact is there at all: soft where it has soft attributes and no hard one, else hard. A
     * unique constraint or a check may have nothing but its name beside its key.
     */
    public static Tier ofExistence(Fact fact) {
        return fact.hard().isEmpty() && !fact.soft().isEmpty() ? Tier.SOFT : Tier.HARD;
    }

    static SortedMap<String, String> of(Fact fact, Tier tier) {
        return switch (tier) {
            case HARD -> fact.hard();
            case SOFT -> fact.soft();
            case COSMETIC -> fact.cosmetic();
        };
    }
}
