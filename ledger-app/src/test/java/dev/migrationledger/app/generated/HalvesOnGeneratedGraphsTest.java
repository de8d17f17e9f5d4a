package dev.migrationledger.app.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first statements of a revision without the rest. {@code -Dgraphs} and {@code -Dseed} as for clean states. */
class HalvesOnGeneratedGraphsTest {
    /** @param faults in words; empty when what was said is right */
    private record Look(Detection found, boolean lowerIsNamed, List<String> faults) {
        /** Halves may look exactly like a state of their own; those that do not must be told from it. */
        boolean isNoState() {
            return !isState(found);
        }
    }

    @Test
    void aRevisionThatStoppedIsNeverTakenForOneThatIsIn(@TempDir Path cache) {
        var from = System.nanoTime();
        var seeds = Seeds.of(7);
        var looks = seeds.inParallel(seed -> looks(seed, cache));
        var counts = new TreeMap<String, Integer>();
        looks.forEach(look -> counts.merge(
                look.found().verdict() + (look.lowerIsNamed() ? " lower named" : " another named"), 1, Integer::sum));
        var wrong = looks.stream().filter(look -> !look.faults().isEmpty()).toList();
        System.out.printf("half-applied revisions of %d generated graphs: %s, %d wrong of %d, %d s%n",
                seeds.count(), counts, wrong.size(), looks.size(), (System.nanoTime() - from) / 1_000_000_000L);
        assertThat(wrong.stream().limit(5).flatMap(look -> look.faults().stream())).as("%d looks", wrong.size()).isEmpty();
        var halves = looks.stream().filter(Look::isNoState).toList();
        assertThat(halves.stream().filter(Look::lowerIsNamed).count()).isGreaterThanOrEqualTo(halves.size() * 9L / 10);
        assertThat(halves.stream().filter(look -> look.found().verdict() == Verdict.PARTIAL).count())
                .isGreaterThan(halves.size() / 2);
    }

    private static List<Look> looks(long seed, Path cache) throws SQLException {
        var looks = new ArrayList<Look>();
        try (var examined = new Examined(seed, cache)) {
            for (var revision : examined.catalog.graph().inOrder()) {
                var statements = examined.catalog.statements(revision.id());
                for (int stop = 1; stop < statements.size(); stop++) {
                    if (statements.subList(0, stop).stream().anyMatch(Sql::hard)
                            && statements.subList(stop, statements.size()).stream().anyMatch(Sql::hard)) {
                        look(examined, revision, stop, looks);
                    }
                }
            }
        }
        return looks;
    }

    private static void look(Examined examined, Revision revision, int stop, List<Look> looks) throws SQLException {
        var catalog = examined.catalog;
        var lower = catalog.graph().members(State.of(RevisionGraph.needs(revision)));
        examined.bring(lower);
        for (var sql : catalog.statements(revision.id()).subList(0, stop)) {
            examined.live.alter(sql.text());
        }
        var snapshot = examined.live.snapshot();
        var upper = new TreeSet<>(lower);
        upper.add(revision.id());
        if (examined.looksLike(catalog.graph().state(lower), snapshot)
                || examined.looksLike(catalog.graph().state(upper), snapshot)) {
            return;
        }
        var found = examined.look();
        var faults = new ArrayList<String>();
        var isState = isState(found);
        if (isState && !examined.looksLike(found.state(), snapshot)) {
            faults.add("after " + stop + " statements of " + revision.id() + " on " + lower + " a state is named: " + found
                    + "\n" + catalog);
        }
        if (Examined.hard(found.differences()).isEmpty() && !isState) {
            faults.add("after " + stop + " statements of " + revision.id() + " on " + lower + " nothing differs: " + found
                    + "\n" + catalog);
        }
        looks.add(new Look(found, names(catalog, lower, found), faults));
    }

    private static boolean isState(Detection found) {
        return switch (found.verdict()) {
            case EMPTY, EXACT, EQUIVALENT -> true;
            case PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }

    private static boolean names(GeneratedCatalog catalog, Set<String> lower, Detection found) {
        var settled = catalog.settled(lower);
        return catalog.settled(found.state()).equals(settled)
                || found.candidates().stream().anyMatch(s -> catalog.settled(s).equals(settled));
    }
}
