package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a fact counts when no state fits exactly. The figures are those that named every drifted database of two
 * public projects rightly (DESIGN section 5): a table says more than a column, a column more than the rest, a changed
 * fact is half a missing one, and texts and comments hardly count.
 */
final class Weights {
    static final double SOFT = 0.05;

    private Weights() {}

    static double of(FactKey key) {
        return switch (key.kind()) {
            case TABLE -> 3;
            case COLUMN -> 2;
            case COMMENT -> SOFT;
            case SCHEMA, EXTENSION, ENUM, DOMAIN, TYPE, SEQUENCE, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION,
                    INDEX, VIEW, MATERIALIZED_VIEW, FUNCTION, TRIGGER, POLICY, PARTITION -> 1;
        };
    }

    /** How far an expected fact and the live one are apart: 0 when at most their form differs. */
    static double distance(FactKey key, Optional<Fact> expected, Optional<Fact> actual) {
        var there = Composition.hard(expected);
        var here = Composition.hard(actual);
        if (there.isPresent() != here.isPresent()) {
            return of(key);
        }
        if (!there.equals(here)) {
            return of(key) / 2;
        }
        return expected.map(Fact::soft).equals(actual.map(Fact::soft)) ? 0 : SOFT;
    }

    static double distance(SchemaSnapshot expected, SchemaSnapshot actual) {
        return Stream.concat(expected.facts().keySet().stream(), actual.facts().keySet().stream())
                .distinct()
                .mapToDouble(key -> distance(
                        key,
                        Optional.ofNullable(expected.facts().get(key)),
                        Optional.ofNullable(actual.facts().get(key))))
                .sum();
    }
}
