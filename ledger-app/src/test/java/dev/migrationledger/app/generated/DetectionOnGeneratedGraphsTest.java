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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every prefix of generated graphs, and some other states, looked at without a version table, with a right one and with a
 * wrong one. {@code ./ledger test -Dgraphs=200 -Dtest=DetectionOnGeneratedGraphsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -pl ledger-app -am} looks at 200; {@code -Dseed=17} at one.
 */
class DetectionOnGeneratedGraphsTest {
    private static final int GRAPHS = Integer.getInteger("graphs", 24);
    private static final int SAMPLED = 4;

    private final TreeMap<Verdict, Integer> verdicts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int states;

    @Test
    void everyStateIsNamedOrIsInTheSetThatIsNamed(@TempDir Path cache) throws SQLException {
        long from = System.nanoTime();
        var only = Long.getLong("seed");
        int graphs = only == null ? GRAPHS : 1;
        for (int i = 0; i < graphs; i++) {
            lookAt(only == null ? i : only, cache);
        }
        System.out.printf("generated graphs: %d, states %d, looks %d, verdicts %s, wrong %d, %d s%n",
                graphs, states, 3 * states, verdicts, wrong.size(), (System.nanoTime() - from) / 1_000_000_000L);
        assertThat(wrong).as("looks that name a wrong state, or none").isEmpty();
        if (only == null) {
            assertThat(verdicts.get(Verdict.EXACT)).isGreaterThan(states / 2);
        }
    }

    private void lookAt(long seed, Path cache) throws SQLException {
        try (var examined = new Examined(seed, cache)) {
            var catalog = examined.catalog;
            var random = new Random(seed);
            for (var truth : catalog.states(SAMPLED)) {
                examined.bring(truth);
                states++;
                var snapshot = examined.live.snapshot();
                var without = examined.look();
                verdicts.merge(without.verdict(), 1, Integer::sum);
                check(examined, truth, snapshot, without, Claim.ABSENT);

                var right = examined.live.claiming(catalog.graph().state(truth), examined::look);
                check(examined, truth, snapshot, right, truth.isEmpty() ? Claim.EMPTY : Claim.AGREES);

                var other = wrongState(catalog, without, random);
                var misled = examined.live.claiming(other, examined::look);
                check(examined, truth, snapshot, misled, Claim.WRONG);
            }
        }
    }

    /** One that the evidence excludes. */
    private static State wrongState(GeneratedCatalog catalog, Detection found, Random random) {
        var proven = found.candidates().isEmpty() ? List.of(found.state()) : found.candidates();
        var settled = proven.stream().map(catalog::settled).toList();
        var others = catalog.states(SAMPLED).stream()
                .filter(s -> !s.isEmpty() && !settled.contains(catalog.settled(s)))
                .toList();
        return catalog.graph().state(others.get(random.nextInt(others.size())));
    }

    private void check(Examined examined, Set<String> truth, SchemaSnapshot snapshot, Detection found, Claim claim) {
        var faults = new ArrayList<String>();
        if (!names(examined.catalog, truth, found)) {
            faults.add("does not name it");
        }
        if (found.claim() != claim) {
            faults.add("claim is not " + claim);
        }
        found.candidates().stream()
                .filter(state -> !examined.looksLike(state, snapshot))
                .forEach(state -> faults.add(state + " has another schema"));
        if (!Examined.hard(found.differences()).isEmpty()) {
            faults.add("differences in a clean database");
        }
        if (!faults.isEmpty()) {
            wrong.add("at " + truth + ": " + faults + "\n" + found + "\n" + examined.catalog);
        }
    }

    private static boolean names(GeneratedCatalog catalog, Set<String> truth, Detection found) {
        var settled = catalog.settled(truth);
        return switch (found.verdict()) {
            case EMPTY -> catalog.settled(Set.of()).equals(settled) || truth.isEmpty();
            case EXACT -> catalog.settled(found.state()).equals(settled);
            case EQUIVALENT -> found.candidates().stream().anyMatch(s -> catalog.settled(s).equals(settled));
            case PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }
}
