package dev.migrationledger.core.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.schema.Fact;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TrackerReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DetectionOfGeneratedHistoriesTest {
    private static final int GRAPHS = 240;

    @Test
    void everyStateIsNamedOrIsInTheSetThatIsNamed() {
        var verdicts = new TreeMap<Verdict, Integer>();
        for (long seed = 0; seed < GRAPHS; seed++) {
            var random = new Random(seed);
            var history = GeneratedHistory.random(seed, 6 + random.nextInt(12));
            var references = List.of(history.reference());
            int onPath = history.graph().size() + 1;
            for (var truth : history.states(random, 8)) {
                onPath--;
                var database = history.run(truth).orElseThrow();
                var rows = withUserRows(database);
                var live = GeneratedHistory.live(database.snapshot());
                var found = history.detect(history.catalog(), references, live, rows, Map.of());
                verdicts.merge(found.verdict(), 1, Integer::sum);
                if (onPath >= 0 || isConclusive(found.verdict())) {
                    assertNames(history, seed, truth, database.snapshot(), found);
                }

                var claiming = new Live(database.snapshot(), List.of(wrongClaim(history, random)), "");
                var again = history.detect(history.catalog(), references, claiming, rows, Map.of());
                if (found.verdict() == Verdict.EMPTY && again.verdict() == Verdict.EQUIVALENT) {
                    assertThat(again.candidates()).as("seed %d at %s", seed, truth).contains(found.state());
                    continue;
                }
                assertThat(again.verdict()).as("seed %d at %s", seed, truth).isEqualTo(found.verdict());
                assertThat(again.state()).as("seed %d at %s", seed, truth).isEqualTo(found.state());
            }
        }
        System.out.println("clean states of " + GRAPHS + " generated graphs: " + verdicts);
        int inconclusive = verdicts.entrySet().stream()
                .filter(e -> !isConclusive(e.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        int all = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(inconclusive).as("branches that undo each other: %s", verdicts).isLessThan(all / 100);
        assertThat(verdicts.get(Verdict.EXACT)).isGreaterThan(verdicts.get(Verdict.EQUIVALENT));
    }

    private static boolean isConclusive(Verdict verdict) {
        return switch (verdict) {
            case EMPTY, EXACT, EQUIVALENT -> true;
            case PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }

    private static void assertNames(
            GeneratedHistory history, long seed, Set<String> truth, SchemaSnapshot live, Detection found) {
        var graph = history.graph();
        var wanted = history.settled(truth);
        var words = "seed %d at %s: %s".formatted(seed, truth, found);
        switch (found.verdict()) {
            case EMPTY -> assertThat(live.isEmpty()).as(words).isTrue();
            case EXACT -> {
                assertThat(history.settled(graph.members(found.state()))).as(words).isEqualTo(wanted);
                assertThat(found.differences()).as(words).noneMatch(d -> d.tier() == Tier.HARD);
            }
            case EQUIVALENT -> assertThat(found.candidates())
                    .as(words)
                    .anySatisfy(state -> assertThat(history.settled(graph.members(state))).isEqualTo(wanted));
            case PARTIAL, DRIFTED, UNKNOWN -> throw new AssertionError(words);
        }
    }

    private static Map<String, Row> withUserRows(SimulatedDatabase database) {
        var rows = new HashMap<String, Row>(database.rows());
        for (var table : database.tables()) {
            var row = new Row("public", table, new TreeMap<>(Map.of("id", "user")), new TreeMap<>());
            rows.put(row.name(), row);
        }
        return rows;
    }

    private static TrackerReading wrongClaim(GeneratedHistory history, Random random) {
        var ids = history.graph().inOrder();
        var row = random.nextBoolean() ? ids.get(random.nextInt(ids.size())).id() : "0badc0de";
        return new TrackerReading("alembic", "public.alembic_version", List.of(row), false);
    }

    @Test
    void oneChangedFactIsReportedAgainstTheStateItWasMadeIn() {
        int drifted = 0;
        int all = 0;
        for (long seed = 1000; seed < 1000 + GRAPHS; seed++) {
            var random = new Random(seed);
            var history = GeneratedHistory.random(seed, 10 + random.nextInt(10));
            var references = List.of(history.reference());
            var graph = history.graph();
            var truth = graph.members(graph.heads());
            var database = history.run(truth).orElseThrow();
            if (database.tables().size() < 2) {
                continue;
            }
            var clean = database.snapshot();
            var live = mutated(clean, random);
            var found = history.detect(
                    history.catalog(), references, GeneratedHistory.live(live), database.rows(), Map.of());
            var words = "seed %d: %s".formatted(seed, found);
            all++;
            var expected = history.run(graph.members(found.state())).orElseThrow().snapshot();
            var hard = found.differences().stream().filter(d -> d.tier() == Tier.HARD).toList();
            switch (found.verdict()) {
                case DRIFTED -> {
                    drifted++;
                    assertThat(hard).as(words).isNotEmpty();
                    assertThat(distance(expected, live)).as(words).isLessThanOrEqualTo(distance(clean, live));
                    if (expected.equals(clean)) {
                        assertThat(hard.stream().map(d -> d.key()).collect(Collectors.toSet()))
                                .as(words)
                                .isEqualTo(changed(clean, live));
                    }
                }
                case EXACT, EQUIVALENT -> assertThat(Composition.sameHard(expected, live)).as(words).isTrue();
                case PARTIAL -> assertThat(hard).as(words).isNotEmpty();
                case EMPTY, UNKNOWN -> throw new AssertionError(words);
            }
        }
        System.out.println("drifted " + drifted + " of " + all + " mutated heads");
        assertThat(drifted).isGreaterThan(all * 3 / 4);
    }

    private static SchemaSnapshot mutated(SchemaSnapshot clean, Random random) {
        var facts = new TreeMap<>(clean.facts());
        var keys = facts.keySet().stream().filter(k -> k.kind() == ObjectKind.COLUMN).toList();
        var key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(3)) {
            case 0 -> facts.remove(key);
            case 1 -> facts.put(key, Fact.hard(key.kind(), key.name(), Map.of("type", "uuid")));
            default -> {
                var extra = new FactKey(ObjectKind.COLUMN, key.name() + "_by_hand");
                facts.put(extra, Fact.hard(extra.kind(), extra.name(), Map.of("type", "text")));
            }
        }
        return new SchemaSnapshot(facts);
    }

    private static Set<FactKey> changed(SchemaSnapshot clean, SchemaSnapshot live) {
        var keys = new TreeSet<>(clean.facts().keySet());
        keys.addAll(live.facts().keySet());
        keys.removeIf(key -> Weights.distance(key, fact(clean, key), fact(live, key)) < 0.1);
        return keys;
    }

    private static double distance(SchemaSnapshot expected, SchemaSnapshot live) {
        var keys = new TreeSet<>(expected.facts().keySet());
        keys.addAll(live.facts().keySet());
        return keys.stream()
                .mapToDouble(key -> Weights.distance(key, fact(expected, key), fact(live, key)))
                .sum();
    }

    private static java.util.Optional<Fact> fact(SchemaSnapshot snapshot, FactKey key) {
        return java.util.Optional.ofNullable(snapshot.facts().get(key));
    }
}
