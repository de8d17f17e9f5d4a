package dev.migrationledger.app.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.detection.SqliteScratch;
import dev.migrationledger.app.target.sqlite.SqliteTarget;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every prefix of generated graphs on SQLite files, looked at without a version table and with one that lies. */
class DetectionOnSqliteGraphsTest {
    @TempDir
    private Path directory;

    @Test
    void everyPrefixIsNamedOrIsInTheSetThatIsNamed() {
        var verdicts = new TreeMap<Verdict, Integer>();
        var faults = new ArrayList<String>();
        var seeds = Seeds.of(10);
        seeds.inParallel(seed -> {
            look(seed, verdicts, faults);
            return List.of();
        });
        System.out.printf("prefixes of %d generated SQLite graphs: %s, %d wrong%n", seeds.count(), verdicts, faults.size());
        assertThat(faults).isEmpty();
    }

    private void look(long seed, Map<Verdict, Integer> verdicts, List<String> faults) {
        var catalog = SqliteGraphs.catalog(seed);
        var references = new References(
                new SqliteScratch(), new ReferenceCache(directory.resolve("cache" + seed)), References.Progress.NONE);
        var made = references.of(catalog);
        assertThat(made.problems()).as("seed %d", seed).isEmpty();
        var live = new SqliteFiles(directory).fresh();
        var in = new LinkedHashSet<String>();
        for (var revision : catalog.graph().inOrder()) {
            SqliteFiles.run(live, revision.script().text());
            in.add(revision.id());
            var truth = catalog.graph().state(in);
            var found = detect(references, made, catalog, live);
            SqliteFiles.run(live, "create table alembic_version (version_num varchar(32) not null);"
                    + "insert into alembic_version values ('" + any(catalog, in).id() + "')");
            var claimed = detect(references, made, catalog, live);
            SqliteFiles.run(live, "drop table alembic_version");
            synchronized (verdicts) {
                verdicts.merge(found.verdict(), 1, Integer::sum);
                for (var detection : List.of(found, claimed)) {
                    if (!isRight(catalog, truth, detection)) {
                        faults.add("seed " + seed + " at " + truth + ": " + detection);
                    }
                }
            }
        }
    }

    private static Revision any(Catalog catalog, LinkedHashSet<String> in) {
        return catalog.graph().inOrder().get((in.size() * 7) % catalog.graph().size());
    }

    private static Detection detect(References references, References.Made made, Catalog catalog, TargetAddress live) {
        try (var target = SqliteTarget.open(live)) {
            return new Detector(references).detect(catalog, made, target);
        }
    }

    /** The latest of states that blank revisions alone tell apart is right as well. */
    private static boolean isRight(Catalog catalog, State truth, Detection found) {
        return switch (found.verdict()) {
            case EXACT -> found.state().equals(truth) || isSettled(catalog, truth, found.state());
            case EQUIVALENT -> found.candidates().stream().anyMatch(c -> c.equals(truth) || isSettled(catalog, truth, c));
            case EMPTY, PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }

    private static boolean isSettled(Catalog catalog, State truth, State named) {
        return working(catalog, truth).equals(working(catalog, named));
    }

    private static List<String> working(Catalog catalog, State state) {
        return catalog.graph().members(state).stream()
                .filter(id -> !catalog.graph().get(id).script().text().startsWith("--"))
                .sorted()
                .toList();
    }
}
