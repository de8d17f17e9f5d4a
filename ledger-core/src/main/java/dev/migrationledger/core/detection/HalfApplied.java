package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A state, and part of exactly one revision that could come next: every hard difference to the state is something the
 * revision does, some of it is there and some is not. Something that a revision makes and then changes, or drops again,
 * is meanwhile as neither before nor after it: then only the schema after each of its statements proves that part is in.
 *
 * @param lower    members of the state that is complete
 * @param revision number of the revision that is not
 * @param present  what of it is in
 * @param missing  what of it is not
 * @param underway what is as neither before nor after it; empty when nothing needs the statements to prove it
 */
record HalfApplied(
        BitSet lower, int revision, List<FactKey> present, List<FactKey> missing, List<FactKey> underway) {
    /**
     * When the live schema is that after no statement of the revision, this share of it being there speaks for a
     * complete revision that was damaged later rather than for one that stopped.
     */
    private static final double MOSTLY_THERE = 0.5;

    /** Looks below and above a near state. Empty when nothing or more than one revision explains the differences. */
    static Optional<HalfApplied> find(Model model, SchemaSnapshot live, BitSet near) {
        var foreign = model.keys(live)
                .filter(key -> model.touches(key).length == 0)
                .filter(key -> !Composition.sameHard(
                        model.atStart(key), Optional.ofNullable(live.facts().get(key))))
                .toList();
        var found = new HashMap<Integer, HalfApplied>();
        var unproven = new HashMap<Integer, HalfApplied>();
        for (var lower : lowerStates(model, near)) {
            var differing = differing(model, live, lower);
            if (differing.isEmpty()) {
                continue;
            }
            for (int r : explaining(model, lower, differing)) {
                explain(model, live, lower, r, foreign)
                        .ifPresent(half -> (half.needsProof() ? unproven : found).put(r, half));
            }
        }
        return only(found.isEmpty() ? unproven : found);
    }

    private static Optional<HalfApplied> only(Map<Integer, HalfApplied> found) {
        return found.size() == 1 ? Optional.of(found.values().iterator().next()) : Optional.empty();
    }

    /** The state itself, and the state without each revision that nothing with a schema change stands on. */
    private static List<BitSet> lowerStates(Model model, BitSet near) {
        var states = new ArrayList<BitSet>();
        states.add(near);
        for (int r = near.nextSetBit(0); r >= 0; r = near.nextSetBit(r + 1)) {
            int number = r;
            var above = model.withDescendants(r);
            above.and(near);
            var isTop = !model.deltas.get(r).facts().isEmpty()
                    && above.stream().allMatch(a -> a == number || model.deltas.get(a).facts().isEmpty());
            if (isTop) {
                var lower = (BitSet) near.clone();
                lower.andNot(above);
                states.add(model.settled(lower));
            }
        }
        return states;
    }

    private static List<FactKey> differing(Model model, SchemaSnapshot live, BitSet members) {
        return model.touchedKeys().stream()
                .filter(key -> !Composition.sameHard(
                        model.expected(key, members), Optional.ofNullable(live.facts().get(key))))
                .toList();
    }

    /** Revisions that could come next and touch every differing fact. */
    private static List<Integer> explaining(Model model, BitSet lower, List<FactKey> differing) {
        var next = new ArrayList<Integer>();
        for (int r : model.touches(differing.getFirst())) {
            if (!lower.get(r)
                    && !model.unreachable.get(r)
                    && model.isReady(r, lower)
                    && model.deltas.get(r).facts().keySet().containsAll(differing)) {
                next.add(r);
            }
        }
        return next;
    }

    private static Optional<HalfApplied> explain(
            Model model, SchemaSnapshot live, BitSet lower, int r, List<FactKey> foreign) {
        var upper = (BitSet) lower.clone();
        upper.set(r);
        var present = new ArrayList<FactKey>();
        var missing = new ArrayList<FactKey>();
        var underway = new ArrayList<>(foreign);
        for (var key : model.deltas.get(r).facts().keySet()) {
            var before = model.expected(key, lower);
            var after = model.expected(key, upper);
            var actual = Optional.ofNullable(live.facts().get(key));
            if (Composition.sameHard(before, after)) {
                continue;
            }
            if (Composition.sameHard(actual, after)) {
                present.add(key);
            } else if (Composition.sameHard(actual, before)) {
                missing.add(key);
            } else if (isBetween(before, after, actual)) {
                present.add(key);
                missing.add(key);
            } else {
                underway.add(key);
            }
        }
        var isSomewhere = underway.isEmpty()
                ? !present.isEmpty() && !missing.isEmpty()
                : foreign.stream().allMatch(key -> isOnTable(model, r, key));
        return isSomewhere
                ? Optional.of(new HalfApplied(lower, r, present, missing, underway))
                : Optional.empty();
    }

    /** Whether it is part of a table that the revision touches. */
    private static boolean isOnTable(Model model, int r, FactKey key) {
        var touched = model.deltas.get(r).facts().keySet();
        return TableParts.owner(key, known -> model.touches(known).length > 0)
                .filter(table -> touched.contains(table)
                        || touched.stream().anyMatch(t -> model.owner(t).equals(Optional.of(table))))
                .isPresent();
    }

    /** Whether it is a guess, unless the live schema is that after one of the revision's statements. */
    boolean needsProof() {
        return !underway.isEmpty();
    }

    /** Altered in some attributes, not yet in others; or an index that was begun and is not valid. */
    private static boolean isBetween(
            Optional<Fact> before,
            Optional<Fact> after,
            Optional<Fact> actual) {
        if (actual.isEmpty() || after.isEmpty()) {
            return false;
        }
        if (before.isEmpty()) {
            return switch (actual.get().key().kind()) {
                case INDEX -> differsOnlyInValidity(after.get().hard(), actual.get().hard());
                case SCHEMA, EXTENSION, ENUM, DOMAIN, TYPE, SEQUENCE, TABLE, COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY,
                        CHECK, EXCLUSION, VIEW, MATERIALIZED_VIEW, FUNCTION, TRIGGER, POLICY, PARTITION, COMMENT -> false;
            };
        }
        var names = new TreeSet<>(before.get().hard().keySet());
        names.addAll(after.get().hard().keySet());
        names.addAll(actual.get().hard().keySet());
        return names.stream().allMatch(name -> {
            var now = Composition.attribute(actual, Tier.HARD, name);
            return Objects.equals(now, Composition.attribute(before, Tier.HARD, name))
                    || Objects.equals(now, Composition.attribute(after, Tier.HARD, name));
        });
    }

    private static boolean differsOnlyInValidity(Map<String, String> expected, Map<String, String> actual) {
        var names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        names.removeIf(name -> Objects.equals(expected.get(name), actual.get(name)));
        return names.equals(Set.of("validity"));
    }

    /** After how many statements of the revision the schema was as it is now; empty when after none. */
    static Optional<Integer> statementsIn(List<SchemaSnapshot> afterEach, SchemaSnapshot live) {
        for (int i = 0; i < afterEach.size() - 1; i++) {
            if (Composition.sameHard(afterEach.get(i), live)) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    /** Whether so much of the revision is there that it was complete once. */
    boolean isMostlyThere() {
        double in = present.stream().mapToDouble(Weights::of).sum();
        double out = missing.stream().mapToDouble(Weights::of).sum();
        return in / (in + out) > MOSTLY_THERE;
    }

    BitSet upper() {
        var upper = (BitSet) lower.clone();
        upper.set(revision);
        return upper;
    }
}
