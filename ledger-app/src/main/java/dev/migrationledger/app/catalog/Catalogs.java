package dev.migrationledger.app.catalog;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.SourceConfig;
import dev.migrationledger.app.source.flyway.FlywaySource;
import dev.migrationledger.app.source.seed.SeedSource;
import dev.migrationledger.app.source.snapshot.SnapshotSource;
import dev.migrationledger.app.source.sql.SqlSource;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.GraphProblems;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads catalogs from their sources. Every problem of a catalog is reported together. */
public final class Catalogs {
    private Catalogs() {}

    /** @throws LedgerException with every problem of the catalog's sources, graph, snapshots, seeds and probes */
    public static Catalog read(CatalogConfig config) {
        var problems = new ArrayList<Problem>();
        var revisions = new ArrayList<Revision>();
        var snapshots = new ArrayList<SnapshotScript>();
        var seeds = new ArrayList<SeedScript>();
        for (var source : config.sources()) {
            var content = source(source).read();
            problems.addAll(content.problems());
            revisions.addAll(content.revisions());
            snapshots.addAll(content.snapshots());
            seeds.addAll(content.seeds());
        }
        problems.addAll(GraphProblems.find(revisions));
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        var graph = new RevisionGraph(revisions);
        var catalog = new Catalog(
                config.name(),
                graph,
                snapshots.stream()
                        .map(s -> new SnapshotScript(
                                s.id(), revision(s.at(), graph, "snapshot " + s.id(), problems), s.script(), s.file()))
                        .toList(),
                seeds.stream()
                        .map(s -> new SeedScript(
                                s.id(),
                                s.critical(),
                                s.after().map(after -> revision(after, graph, "seed " + s.id(), problems)),
                                s.script(),
                                s.file()))
                        .toList(),
                probes(config, graph, problems),
                config.policy());
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        return catalog;
    }

    private static MigrationSource source(SourceConfig config) {
        return switch (config.format()) {
            case SQL -> new SqlSource(config.id(), config.path());
            case FLYWAY -> new FlywaySource(config.id(), config.path(), Map.of());
            case SNAPSHOT -> new SnapshotSource(config.id(), config.path(), config.at().orElseThrow());
            case SEED -> new SeedSource(config.id(), config.path(), config.critical(), config.after());
            case ALEMBIC -> () -> new MigrationSource.Content(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new Problem(
                            "LDG199",
                            Exit.CONFIGURATION,
                            "source " + config.id() + ": this version cannot read Alembic directories",
                            "formats it reads: sql, flyway, snapshot, seed")));
        };
    }

    private static Map<String, String> probes(CatalogConfig config, RevisionGraph graph, List<Problem> problems) {
        var probes = new LinkedHashMap<String, String>();
        config.probes()
                .forEach((id, query) -> probes.put(
                        revision(id, graph, "probes of catalog " + config.name(), problems), query));
        return probes;
    }

    /** The revision of which {@code text} is the id or a unique beginning; as written where it is none. */
    private static String revision(String text, RevisionGraph graph, String where, List<Problem> problems) {
        return switch (Selector.resolve(text, graph, State.EMPTY)) {
            case Resolution.Found(var state) when state.heads().size() == 1 -> state.heads().first();
            case Resolution.Found(var state) -> {
                problems.add(new Problem(
                        "LDG198", Exit.CONFIGURATION, where + ": " + text + " is not one revision but " + state, "name one"));
                yield text;
            }
            case Resolution.Refused(var problem) -> {
                problems.add(new Problem(
                        problem.code(), Exit.CONFIGURATION, where + ": " + problem.message(), problem.hint()));
                yield text;
            }
        };
    }
}
