package dev.migrationledger.app.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every prefix of generated graphs, and some other states, looked at without a version table, with a right one and with a
 * wrong one. {@code -Dgraphs=200} looks at 200 graphs, {@code -Dseed=17} at one; see CONTRIBUTING.
 */
class DetectionOnGeneratedGraphsTest {
    private static final int SAMPLED = 4;

    /** @param faults in words; empty when all that was said of the database is right */
    private record Look(
            long seed, Set<String> truth, SchemaSnapshot snapshot, Detection found, List<String> faults) {}

    @Test
    void everyStateIsNamedOrIsInTheSetThatIsNamed(@TempDir Path cache) {
        var from = System.nanoTime();
        var seeds = Seeds.of(14);
        var looks = seeds.inParallel(seed -> looks(seed, cache));
        var verdicts = new TreeMap<Verdict, Integer>();
        looks.forEach(look -> verdicts.merge(look.found().verdict(), 1, Integer::sum));
        var wrong = looks.stream().filter(look -> !look.faults().isEmpty()).toList();
        System.out.printf(
                "clean states of %d generated graphs: %d states, %d looks, %s, %d wrong, %d s%n",
                seeds.count(), looks.size() / 3, looks.size(), verdicts, wrong.size(), (System.nanoTime() - from) / 1_000_000_000L);
        wrong.forEach(look -> System.out.println("wrong: seed " + look.seed() + " at " + look.truth() + ": "
                + look.found().verdict() + " " + look.found().state() + ", claim " + look.found().claim()));
        assertThat(wrong.stream().limit(5).flatMap(look -> look.faults().stream())).as("%d looks", wrong.size()).isEmpty();
        assertThat(verdicts.get(Verdict.EXACT)).isGreaterThan(looks.size() / 2);
    }

    private static List<Look> looks(long seed, Path cache) throws SQLException {
        var looks = new ArrayList<Look>();
        try (var examined = new Examined(seed, cache)) {
            var catalog = examined.catalog;
            var random = new Random(seed);
            for (var truth : catalog.states(SAMPLED)) {
                examined.bring(truth);
                var snapshot = examined.live.snapshot();
                var without = examined.look();
                looks.add(judged(examined, truth, snapshot, without, Claim.ABSENT));

                var right = examined.live.claiming(catalog.graph().state(truth), examined::look);
                looks.add(judged(examined, truth, snapshot, right, truth.isEmpty() ? Claim.EMPTY : Claim.AGREES));

                var other = wrongState(catalog, without, random);
                var misled = examined.live.claiming(other, examined::look);
                looks.add(judged(examined, truth, snapshot, misled, Claim.WRONG));
            }
            everyCandidateHasTheSchema(catalog, looks);
        }
        return looks;
    }

    /** One that the evidence excludes. */
    private static State wrongState(GeneratedCatalog catalog, Detection found, Random random) {
        var proven = found.candidates().isEmpty() ? List.of(found.state()) : found.candidates();
        var settled = proven.stream().map(catalog::settled).toList();
        var others = catalog.states(SAMPLED).stream()
                .filter(s -> !s.isEmpty() && !settled.contains(catalog.settled(s)))
                .toList();
        return catalog.graph().state(Draft.any(others, random));
    }

    private static Look judged(Examined examined, Set<String> truth, SchemaSnapshot snapshot, Detection found, Claim claim) {
        var faults = new ArrayList<String>();
        var words = "at " + truth + " <what>: " + found + "\n" + examined.catalog;
        if (!names(examined.catalog, truth, found)) {
            faults.add(words.replace("<what>", "is not named"));
        }
        if (found.claim() != claim) {
            faults.add(words.replace("<what>", "has not the claim " + claim));
        }
        if (!Examined.hard(found.differences()).isEmpty()) {
            faults.add(words.replace("<what>", "differs from itself"));
        }
        return new Look(examined.catalog.seed, truth, snapshot, found, faults);
    }

    private static boolean names(GeneratedCatalog catalog, Set<String> truth, Detection found) {
        var settled = catalog.settled(truth);
        return switch (found.verdict()) {
            case EMPTY -> catalog.settled(Set.of()).equals(settled);
            case EXACT -> catalog.settled(found.state()).equals(settled);
            case EQUIVALENT -> found.candidates().stream().anyMatch(s -> catalog.settled(s).equals(settled));
            case PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }

    /** As far as the candidates were looked at themselves. */
    private static void everyCandidateHasTheSchema(GeneratedCatalog catalog, List<Look> looks) {
        Map<Set<String>, SchemaSnapshot> snapshots = new HashMap<>();
        looks.forEach(look -> snapshots.put(catalog.settled(look.truth()), look.snapshot()));
        for (var look : looks) {
            for (var candidate : look.found().candidates()) {
                var seen = snapshots.getOrDefault(catalog.settled(candidate), look.snapshot());
                if (!Examined.isSame(seen, look.snapshot())) {
                    look.faults().add("at " + look.truth() + " " + candidate + " is named, of another schema: "
                            + look.found() + "\n" + catalog);
                }
            }
        }
    }
}
