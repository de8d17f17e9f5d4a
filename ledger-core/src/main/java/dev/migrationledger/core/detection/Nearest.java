package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state that differs least from a schema that is none: the best of all states on the scratch database's path and
 * of what the evidence speaks for, then improved revision by revision. Costs are kept per fact, so that a step
 * evaluates only what it touches.
 *
 * @param members  of the nearest state
 * @param distance see {@link Weights}
 * @param onPath   states that the scratch database was in, nearest first
 */
record Nearest(BitSet members, double distance, List<Candidate> onPath) {
    private static final double EPSILON = 1e-9;
    private static final int MOST_STEPS = 500;
    /** Larger steps than this are left to the seeds, so that long graphs stay linear. */
    private static final int LARGEST_STEP = 64;
    private static final int MOST_ON_PATH = 4;

    record Candidate(BitSet members, double distance) {}

    static Nearest find(Model model, SchemaSnapshot live) {
        return new Search(model, live).run();
    }

    private static final class Search {
        private final Model model;
        private final SchemaSnapshot live;
        private final Map<FactKey, Double> costs = new HashMap<>();
        private final double untouched;
        private BitSet members = new BitSet();
        private double total;

        Search(Model model, SchemaSnapshot live) {
            this.model = model;
            this.live = live;
            this.untouched = model.keys(live)
                    .filter(key -> model.touches(key).length == 0)
                    .mapToDouble(key -> Weights.distance(key, model.atStart(key), actual(key)))
                    .sum();
        }

        Nearest run() {
            var path = path();
            var start = path.getFirst();
            goTo(model.settled(evidence()));
            if (total > start.distance() - EPSILON) {
                goTo(start.members());
            }
            climb();
            return new Nearest(members, untouched + total, path.stream()
                    .limit(MOST_ON_PATH)
                    .map(c -> new Candidate(c.members(), untouched + c.distance()))
                    .toList());
        }

        /** States on the scratch path, nearest first; between equals the earliest. */
        private List<Candidate> path() {
            goTo(model.settled(new BitSet()));
            var path = new ArrayList<Candidate>();
            path.add(new Candidate(members, total));
            for (int r = 0; r < model.size(); r++) {
                if (!model.unreachable.get(r) && !members.get(r)) {
                    var step = new BitSet();
                    step.set(r);
                    var next = model.settled(Narrowing.with(members, step));
                    next.andNot(members);
                    take(next);
                    path.add(new Candidate(members, total));
                }
            }
            path.sort(Comparator.comparingDouble(c -> Math.round(c.distance() / EPSILON) * EPSILON));
            return path;
        }

        /** Every revision that the live schema is nearer to after than before, with all it needs. */
        private BitSet evidence() {
            var spoken = new BitSet();
            for (int r = 0; r < model.size(); r++) {
                double gain = 0;
                for (var change : model.deltas.get(r).facts().entrySet()) {
                    var actual = actual(change.getKey());
                    gain += Weights.distance(change.getKey(), change.getValue().before(), actual)
                            - Weights.distance(change.getKey(), change.getValue().after(), actual);
                }
                if (gain > EPSILON && !spoken.get(r) && !model.unreachable.get(r)) {
                    spoken.or(model.withNeeds(r));
                }
            }
            return spoken;
        }

        private void climb() {
            for (int step = 0; step < MOST_STEPS; step++) {
                BitSet best = new BitSet();
                double gain = EPSILON;
                for (int r = 0; r < model.size(); r++) {
                    var change = step(r);
                    if (change.isEmpty() || change.cardinality() > LARGEST_STEP) {
                        continue;
                    }
                    double by = total - after(change);
                    if (by > gain + EPSILON) {
                        best = change;
                        gain = by;
                    }
                }
                if (best.isEmpty()) {
                    return;
                }
                take(best);
            }
        }

        /** What must flip for this one to flip; empty when it cannot. */
        private BitSet step(int r) {
            if (model.unreachable.get(r)) {
                return new BitSet();
            }
            if (members.get(r)) {
                var fewer = (BitSet) members.clone();
                fewer.andNot(model.withDescendants(r));
                var flipped = model.settled(fewer);
                flipped.xor(members);
                return flipped;
            }
            var flipped = model.settled(Narrowing.with(members, model.withNeeds(r)));
            flipped.xor(members);
            return flipped;
        }

        private double after(BitSet flipped) {
            var target = (BitSet) members.clone();
            target.xor(flipped);
            double cost = total;
            for (var key : keys(flipped)) {
                cost += cost(key, target) - costs.getOrDefault(key, 0.0);
            }
            return cost;
        }

        private void take(BitSet flipped) {
            var target = (BitSet) members.clone();
            target.xor(flipped);
            for (var key : keys(flipped)) {
                double cost = cost(key, target);
                total += cost - costs.getOrDefault(key, 0.0);
                costs.put(key, cost);
            }
            members = target;
        }

        private void goTo(BitSet target) {
            members = (BitSet) target.clone();
            total = 0;
            for (var key : model.touchedKeys()) {
                double cost = cost(key, target);
                costs.put(key, cost);
                total += cost;
            }
        }

        private Set<FactKey> keys(BitSet revisions) {
            if (revisions.cardinality() == 1) {
                return model.affected(revisions.nextSetBit(0));
            }
            var keys = new HashSet<FactKey>();
            revisions.stream().forEach(r -> keys.addAll(model.affected(r)));
            return keys;
        }

        private double cost(FactKey key, BitSet in) {
            return Weights.distance(key, model.expected(key, in), actual(key));
        }

        private Optional<Fact> actual(FactKey key) {
            return Optional.ofNullable(live.facts().get(key));
        }
    }
}
