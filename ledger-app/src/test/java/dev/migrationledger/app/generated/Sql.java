package dev.migrationledger.app.generated;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement of a generated revision. Two revisions that do not need each other both run, in either order and with the
 * same end, when neither has for its own what the other touches.
 *
 * @param hard   whether the schema is another one afterwards, by hard evidence
 * @param effect on the draft
 * @param shares what it touches without changing it for others
 * @param owns   what nobody beside it may touch
 */
record Sql(String text, boolean hard, Consumer<Draft> effect, Set<String> shares, Set<String> owns) {
    static Sql hard(String text, Consumer<Draft> effect) {
        return new Sql(text, true, effect, Set.of(), Set.of());
    }

    static Sql soft(String text, Consumer<Draft> effect) {
        return new Sql(text, false, effect, Set.of(), Set.of());
    }

    Sql sharing(String... more) {
        return new Sql(text, hard, effect, joined(shares, Stream.of(more)), owns);
    }

    Sql owning(String... more) {
        return new Sql(text, hard, effect, shares, joined(owns, Stream.of(more)));
    }

    boolean isApartFrom(Sql other) {
        return owns.stream().noneMatch(o -> other.owns.contains(o) || other.shares.contains(o))
                && shares.stream().noneMatch(other.owns::contains);
    }

    private static Set<String> joined(Set<String> a, Stream<String> b) {
        return Stream.concat(a.stream(), b).collect(Collectors.toUnmodifiableSet());
    }
}
