package dev.migrationledger.app.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.generated.HandWork.Nature;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand work on top of random states of generated graphs. {@code -Dgraphs} and {@code -Dseed} as for clean states. */
class DriftOnGeneratedGraphsTest {
    /** @param faults in words; empty when what was said is right */
    private record Look(HandWork work, Detection found, boolean nearestIsRight, List<String> faults) {}

    @Test
    void handWorkIsNamedAndNeverTakenForAState(@TempDir Path cache) {
        var from = System.nanoTime();
        var seeds = Seeds.of(7);
        var looks = seeds.inParallel(seed -> looks(seed, cache));
        var wrong = looks.stream().filter(look -> !look.faults().isEmpty()).toList();
        for (var nature : Nature.values()) {
            System.out.printf("%s hand work on %d generated graphs: %s%n", nature, seeds.count(), counted(looks, nature));
        }
        System.out.printf("%d wrong of %d, %d s%n", wrong.size(), looks.size(), (System.nanoTime() - from) / 1_000_000_000L);
        assertThat(wrong.stream().limit(5).flatMap(look -> look.faults().stream())).as("%d looks", wrong.size()).isEmpty();
        var foreign = looks.stream().filter(look -> look.work().nature() == Nature.FOREIGN).toList();
        assertThat(foreign).isNotEmpty();
        assertThat(foreign.stream().filter(Look::nearestIsRight).count()).isGreaterThanOrEqualTo(foreign.size() * 9L / 10);
    }

    private static Map<String, Long> counted(List<Look> looks, Nature nature) {
        return looks.stream()
                .filter(look -> look.work().nature() == nature)
                .collect(Collectors.groupingBy(
                        look -> look.found().verdict() + (look.nearestIsRight() ? " nearest right" : " nearest another"),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static List<Look> looks(long seed, Path cache) throws SQLException {
        var looks = new ArrayList<Look>();
        try (var examined = new Examined(seed, cache)) {
            var random = new Random(seed);
            var states = examined.catalog.states(4).stream()
                    .filter(s -> examined.catalog.draft(s).tables.size() > 1)
                    .toList();
            if (states.isEmpty()) {
                return looks;
            }
            for (int i = 0; i < 2; i++) {
                var truth = Draft.any(states, random);
                for (var work : HandWork.some(examined.catalog.draft(truth), random)) {
                    examined.bring(truth);
                    examined.live.alter(work.sql());
                    looks.add(judged(examined, truth, work, examined.look()));
                }
            }
        }
        return looks;
    }

    private static Look judged(Examined examined, Set<String> truth, HandWork work, Detection found) {
        var faults = new ArrayList<String>();
        var words = "at " + truth + " after " + work.sql() + " <what>: " + found + "\n" + examined.catalog;
        var nearestIsRight = names(examined.catalog, truth, found);
        var isState = found.verdict() == Verdict.EXACT || found.verdict() == Verdict.EQUIVALENT;
        var named = Examined.hard(found.differences()).stream().map(HandWork::words).toList();
        switch (work.nature()) {
            case FOREIGN -> {
                if (found.verdict() != Verdict.DRIFTED && !isRightlyUnknown(examined, truth, work, found)) {
                    faults.add(words.replace("<what>", "is not drifted"));
                }
                if (nearestIsRight ? !work.isNamedIn(named) : !work.isPartlyNamedIn(named)) {
                    faults.add(words.replace("<what>", "is not named among " + named));
                }
            }
            case REMOVAL -> {
                if (isState && !examined.looksLike(found.state(), examined.live.snapshot())) {
                    faults.add(words.replace("<what>", "is taken for a state"));
                }
                if (!isState && nearestIsRight && found.verdict() == Verdict.DRIFTED && !work.isNamedIn(named)) {
                    faults.add(words.replace("<what>", "is not named among " + named));
                }
            }
            case HARMLESS -> {
                if (!isState || !nearestIsRight) {
                    faults.add(words.replace("<what>", "is not named"));
                }
            }
        }
        return new Look(work, found, nearestIsRight, faults);
    }

    /** With one of two tables under another name, what is left may be too little to be near anything. */
    private static boolean isRightlyUnknown(Examined examined, Set<String> truth, HandWork work, Detection found) {
        return found.verdict() == Verdict.UNKNOWN
                && work.sql().matches("alter table \\S+ rename to \\S+")
                && examined.catalog.draft(truth).tables.size() == 2;
    }

    private static boolean names(GeneratedCatalog catalog, Set<String> truth, Detection found) {
        var settled = catalog.settled(truth);
        return catalog.settled(found.state()).equals(settled)
                || (found.verdict() != Verdict.UNKNOWN
                        && found.candidates().stream().anyMatch(s -> catalog.settled(s).equals(settled)));
    }
}
