package dev.migrationledger.core.catalog;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.GraphProblems;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.MigrationSource.Content;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One catalog of what several sources hold, or every reason why there is none. */
public final class CatalogAssembly {
    /**
     * @param catalog  absent when a problem is more than a finding ({@link Exit#FINDINGS}); in it every revision that
     *                 a snapshot, seed or probe names is written as its full id
     * @param problems all, findings included
     */
    public record Assembled(Optional<Catalog> catalog, List<Problem> problems) {
        public Assembled {
            problems = List.copyOf(problems);
        }
    }

    private final List<Problem> problems = new ArrayList<>();
    private RevisionGraph graph = RevisionGraph.EMPTY;

    private CatalogAssembly() {}

    /** @param contents in the order of the sources; @param probes keyed by revision, by its id or a unique beginning */
    public static Assembled of(String name, List<Content> contents, Map<String, String> probes, Policy policy) {
        return new CatalogAssembly().assemble(name, contents, probes, policy);
    }

    private Assembled assemble(String name, List<Content> contents, Map<String, String> probes, Policy policy) {
        contents.forEach(content -> problems.addAll(content.problems()));
        var revisions = contents.stream().flatMap(content -> content.revisions().stream()).toList();
        var unsound = GraphProblems.find(revisions);
        problems.addAll(unsound);
        if (!unsound.isEmpty()) {
            return new Assembled(Optional.empty(), problems);
        }
        graph = new RevisionGraph(revisions);
        var catalog = new Catalog(
                name,
                graph,
                contents.stream().flatMap(content -> content.snapshots().stream()).flatMap(s -> snapshot(s).stream()).toList(),
                contents.stream().flatMap(content -> content.seeds().stream()).flatMap(s -> seed(s).stream()).toList(),
                probes(probes),
                policy);
        unique(catalog.snapshots().stream().map(SnapshotScript::id).toList(), "snapshot");
        unique(catalog.seeds().stream().map(SeedScript::id).toList(), "seed");
        var sound = problems.stream().allMatch(problem -> problem.exit() == Exit.FINDINGS);
        return new Assembled(Optional.of(catalog).filter(_ -> sound), problems);
    }

    private Optional<SnapshotScript> snapshot(SnapshotScript snapshot) {
        return revision(snapshot.at(), "snapshot " + snapshot.id() + " claims to be at ")
                .map(at -> new SnapshotScript(snapshot.id(), at, snapshot.script(), snapshot.file()));
    }

    private Optional<SeedScript> seed(SeedScript seed) {
        if (seed.after().isEmpty()) {
            return Optional.of(seed);
        }
        return revision(seed.after().get(), "seed " + seed.id() + " runs after ")
                .map(id -> new SeedScript(seed.id(), seed.critical(), Optional.of(id), seed.script(), seed.file()));
    }

    private Map<String, String> probes(Map<String, String> written) {
        var probes = new LinkedHashMap<String, String>();
        written.forEach((name, query) -> revision(name, "a probe proves ").ifPresent(id -> {
            if (probes.putIfAbsent(id, query) != null) {
                problem("LDG159", "revision " + id + " has more than one probe", "join them with `and`");
            }
        }));
        return probes;
    }

    private Optional<String> revision(String written, String use) {
        return switch (Selector.resolve(written, graph, State.EMPTY)) {
            case Resolution.Found(var state) when state.heads().size() == 1 -> Optional.of(state.heads().first());
            case Resolution.Found(var state) -> {
                problem("LDG158", use + written + ", which is not one revision: " + state, "name one");
                yield Optional.empty();
            }
            case Resolution.Refused(var refused) -> {
                problem("LDG158", use + written + ", but " + refused.message(), refused.hint());
                yield Optional.empty();
            }
        };
    }

    private void unique(List<String> ids, String what) {
        var seen = new HashSet<String>();
        ids.stream().filter(id -> !seen.add(id)).distinct().forEach(id ->
                problem("LDG159", what + " " + id + " is defined more than once", "rename one of them"));
    }

    private void problem(String code, String message, String hint) {
        problems.add(new Problem(code, Exit.CONFIGURATION, message, hint));
    }
}
