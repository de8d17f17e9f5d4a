package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One delta out of two runs of the same revision, on its ancestors alone and after its neighbours. A revision that found
 * its work done by a neighbour ({@code create table if not exists}) still sets what it would have set alone.
 */
final class Contexts {
    private Contexts() {}

    static Delta merged(Delta alone, Delta onPath) {
        var facts = new TreeMap<>(alone.facts());
        onPath.facts().forEach((key, change) -> facts.merge(key, change, Contexts::merged));
        var rows = new ArrayList<>(onPath.rows());
        var names = rows.stream().map(Delta.RowChange::name).collect(Collectors.toSet());
        alone.rows().stream().filter(row -> !names.contains(row.name())).forEach(rows::add);
        return new Delta(onPath.revision(), facts, rows, onPath.provenEmpty() && alone.provenEmpty());
    }

    /** Leaves what the path's run left; what only the other run set stands out as set too. */
    private static Delta.Change merged(Delta.Change alone, Delta.Change onPath) {
        if (alone.equals(onPath) || onPath.after().isEmpty() || onPath.before().isEmpty()) {
            return onPath;
        }
        if (alone.before().isEmpty() || alone.after().isEmpty()) {
            return new Delta.Change(Optional.empty(), onPath.after());
        }
        var from = alone.before().get();
        var to = alone.after().get();
        var before = onPath.before().get();
        var after = onPath.after().get();
        var tiers = new ArrayList<SortedMap<String, String>>();
        for (var tier : List.of(Tier.HARD, Tier.SOFT, Tier.COSMETIC)) {
            tiers.add(undone(
                    Composition.attributes(from, tier),
                    Composition.attributes(to, tier),
                    Composition.attributes(before, tier),
                    Composition.attributes(after, tier)));
        }
        return new Delta.Change(
                Optional.of(new Fact(before.key(), tiers.get(0), tiers.get(1), tiers.get(2))), onPath.after());
    }

    private static SortedMap<String, String> undone(
            SortedMap<String, String> from,
            SortedMap<String, String> to,
            SortedMap<String, String> before,
            SortedMap<String, String> after) {
        var result = new TreeMap<>(before);
        var names = new TreeMap<>(from);
        names.putAll(to);
        for (var name : names.keySet()) {
            var isSetAlone = !Objects.equals(from.get(name), to.get(name));
            if (isSetAlone && Objects.equals(before.get(name), after.get(name))) {
                var earlier = from.get(name);
                if (earlier == null) {
                    result.remove(name);
                } else {
                    result.put(name, earlier);
                }
            }
        }
        return result;
    }
}
