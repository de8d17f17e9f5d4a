package dev.migrationledger.core.schema;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers a snapshot's facts. Facts with the same key, such as two identical indexes under different names, become one
 * with a hard {@code count} and every different value of their attributes, sorted.
 */
public final class FactCollector {
    private final SortedMap<FactKey, Fact> facts = new TreeMap<>();
    private final SortedMap<FactKey, Integer> counts = new TreeMap<>();

    /** Attributes with an empty value are left out. */
    public void add(
            ObjectKind kind,
            String name,
            Map<String, String> hard,
            Map<String, String> soft,
            Map<String, String> cosmetic) {
        var key = new FactKey(kind, name);
        var fact = new Fact(key, present(hard), present(soft), present(cosmetic));
        counts.merge(key, 1, Integer::sum);
        facts.merge(key, fact, FactCollector::merged);
    }

    public SchemaSnapshot snapshot() {
        var all = new TreeMap<FactKey, Fact>(facts);
        counts.forEach((key, count) -> {
            if (count > 1) {
                all.computeIfPresent(key, (_, fact) -> counted(fact, count));
            }
        });
        return new SchemaSnapshot(all);
    }

    private static Fact counted(Fact fact, int count) {
        var hard = new TreeMap<>(fact.hard());
        hard.put("count", Integer.toString(count));
        return new Fact(fact.key(), hard, fact.soft(), fact.cosmetic());
    }

    private static SortedMap<String, String> present(Map<String, String> attributes) {
        var kept = new TreeMap<String, String>(attributes);
        kept.values().removeIf(String::isEmpty);
        return kept;
    }

    private static Fact merged(Fact a, Fact b) {
        return new Fact(
                a.key(), merged(a.hard(), b.hard()), merged(a.soft(), b.soft()), merged(a.cosmetic(), b.cosmetic()));
    }

    private static SortedMap<String, String> merged(SortedMap<String, String> a, SortedMap<String, String> b) {
        var both = new TreeMap<>(a);
        b.forEach((name, value) -> both.merge(name, value, FactCollector::both));
        return both;
    }

    private static String both(String a, String b) {
        if (Objects.equals(a, b)) {
            return a;
        }
        var values = new TreeSet<String>(java.util.List.of(a.split(" \\| ")));
        values.add(b);
        return String.join(" | ", values);
    }
}
