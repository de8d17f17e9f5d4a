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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a live schema demands of a state: for every attribute that some revision sets, the last member that sets it must
 * have left the live value.
 */
final class Constraints {
    final Model model;
    /** By revision number: the cells it sets. */
    final List<List<Cell>> cells;

    /**
     * One attribute of one fact, or its presence.
     *
     * @param touches numbers of the revisions that set it, ascending
     * @param fits    at 0 whether the start's value is the live one, at i + 1 whether that after {@code touches[i]} is
     */
    record Cell(int[] touches, BitSet fits) {}

    private Constraints(Model model) {
        this.model = model;
        this.cells = new ArrayList<>();
        for (int r = 0; r < model.size(); r++) {
            cells.add(new ArrayList<>());
        }
    }

    /** Empty when something that no revision touches is not as at the start: then no state explains the schema. */
    static Optional<Constraints> of(Model model, SchemaSnapshot live) {
        var constraints = new Constraints(model);
        var sound = model.keys(live).allMatch(key -> constraints.add(key, live));
        return sound ? Optional.of(constraints) : Optional.empty();
    }

    private boolean add(FactKey key, SchemaSnapshot live) {
        var actual = Optional.ofNullable(live.facts().get(key));
        var start = model.atStart(key);
        var touches = model.touches(key);
        var owner = model.owner(key);
        if (owner.isPresent() && !live.facts().containsKey(owner.get())) {
            return actual.isEmpty();
        }
        if (touches.length == 0) {
            return Composition.sameHard(start, actual);
        }
        var names = new TreeSet<String>();
        start.ifPresent(f -> names.addAll(f.hard().keySet()));
        actual.ifPresent(f -> names.addAll(f.hard().keySet()));
        for (int r : touches) {
            model.change(r, key).before().ifPresent(f -> names.addAll(f.hard().keySet()));
            model.change(r, key).after().ifPresent(f -> names.addAll(f.hard().keySet()));
        }
        var sound = cell(key, fact -> String.valueOf(Composition.hard(fact).isPresent()), start, actual, touches);
        for (var name : names) {
            sound &= cell(key, fact -> Composition.attribute(fact, Tier.HARD, name), start, actual, touches);
        }
        return sound;
    }

    private interface Reading {
        @Nullable String of(Optional<Fact> fact);
    }

    private boolean cell(
            FactKey key,
            Reading reading,
            Optional<Fact> start,
            Optional<Fact> actual,
            int[] touches) {
        var wanted = reading.of(actual);
        var fits = new BitSet();
        var setters = new ArrayList<Integer>();
        fits.set(0, Objects.equals(reading.of(start), wanted));
        for (int r : touches) {
            var change = model.change(r, key);
            var after = reading.of(change.after());
            if (!Objects.equals(reading.of(change.before()), after)) {
                setters.add(r);
                fits.set(setters.size(), Objects.equals(after, wanted));
            }
        }
        if (setters.isEmpty()) {
            return fits.get(0);
        }
        var cell = new Cell(setters.stream().mapToInt(Integer::intValue).toArray(), fits);
        setters.forEach(r -> cells.get(r).add(cell));
        return !fits.isEmpty();
    }
}
