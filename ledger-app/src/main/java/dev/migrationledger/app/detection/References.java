package dev.migrationledger.app.detection;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.script.Blank;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the references of a catalog: one scratch database for each origin walks the whole graph, and a snapshot is taken
 * after each revision. Revisions with neighbours that they do not need are run once more on their ancestors alone. What
 * was made once is never made again, unless a script before it changes.
 */
public final class References {
    private static final String LOADED_WITH_ERRORS = "LDG425";
    private static final Pattern MAKES_OBJECTS = Pattern.compile("(?i)(create|alter|do|call)\\b");

    private final Scratch scratch;
    private final ReferenceCache cache;
    private final Progress progress;

    public References(Scratch scratch, ReferenceCache cache, Progress progress) {
        this.scratch = scratch;
        this.cache = cache;
        this.progress = progress;
    }

    /** Told after each revision. */
    public interface Progress {
        Progress NONE = (_, _, _, _) -> {};

        void done(String origin, String revision, int number, int of);
    }

    /**
     * @param problems of origins that could not be made, or not wholly; the others are there
     * @param seeded   objects that seeds make and no revision touches: they say nothing about the state
     */
    public record Made(List<OriginReference> references, List<Problem> problems, Set<FactKey> seeded) {
        public Made {
            references = List.copyOf(references);
            problems = List.copyOf(problems);
            seeded = Set.copyOf(seeded);
        }

        /** Problems that every run finds again: not those of loading a dump, whose outcome is kept. */
        public List<Problem> lasting() {
            return problems.stream().filter(problem -> !problem.code().equals(LOADED_WITH_ERRORS)).toList();
        }

        /**
         * The part of a live schema that revisions are to explain: without what seeds make, and without schemas that
         * no revision knows and that hold nothing but a tracker, which some tools keep apart.
         */
        public SchemaSnapshot toExplain(SchemaSnapshot live, List<TrackerReading> trackers) {
            return SchemaSnapshot.of(live.facts().values().stream()
                    .filter(fact -> !seeded.contains(fact.key()))
                    .filter(fact -> !isForTrackersOnly(fact.key(), live, trackers))
                    .toList());
        }

        private boolean isForTrackersOnly(FactKey key, SchemaSnapshot live, List<TrackerReading> trackers) {
            var inside = key.name() + ".";
            return key.kind() == ObjectKind.SCHEMA
                    && trackers.stream().anyMatch(tracker -> tracker.table().startsWith(inside))
                    && live.facts().keySet().stream().noneMatch(other -> other.name().startsWith(inside))
                    && references.stream().noneMatch(reference -> knows(reference, key));
        }

        private static boolean knows(OriginReference reference, FactKey key) {
            return reference.startSnapshot().facts().containsKey(key)
                    || Stream.concat(reference.deltas().stream(), reference.alone().stream())
                            .anyMatch(delta -> delta.facts().containsKey(key));
        }
    }

    public Made of(Catalog catalog) {
        var problems = new ArrayList<Problem>();
        var references = new ArrayList<OriginReference>();
        var seeded = new HashSet<FactKey>();
        for (var origin : Origin.of(catalog, problems)) {
            references.add(reference(catalog, origin, problems, seeded));
        }
        for (var reference : references) {
            seeded.removeAll(reference.startSnapshot().facts().keySet());
            reference.deltas().forEach(delta -> seeded.removeAll(delta.facts().keySet()));
            reference.alone().forEach(delta -> seeded.removeAll(delta.facts().keySet()));
        }
        new FailuresFromEmpty(cache, scratch.keys()).remember(catalog, scratch.engine(), references);
        return new Made(references, problems, seeded);
    }

    private OriginReference reference(
            Catalog catalog, Origin origin, List<Problem> problems, Set<FactKey> seeded) {
        var deltas = new ArrayList<Delta>();
        var unrun = new ArrayList<OriginReference.Unrun>();
        var failed = new HashSet<String>();
        var revisions = origin.revisions(catalog);
        try (var bench = new Workbench(scratch, cache, origin)) {
            var start = start(bench, origin, problems);
            int number = 0;
            for (var revision : revisions) {
                number++;
                if (RevisionGraph.needs(revision).stream().anyMatch(failed::contains)) {
                    failed.add(revision.id());
                    continue;
                }
                switch (bench.take(revision)) {
                    case Workbench.Step.Done(var delta) -> deltas.add(delta);
                    case Workbench.Step.Failed(var reason) -> {
                        failed.add(revision.id());
                        unrun.add(new OriginReference.Unrun(revision.id(), reason));
                        problems.add(unrun(catalog, origin, unrun.getLast()));
                    }
                }
                progress.done(origin.id(), revision.id(), number, revisions.size());
            }
            var makers = catalog.seeds().stream()
                    .map(SeedScript::script)
                    .filter(References::mayMakeObjects)
                    .toList();
            if (!makers.isEmpty()) {
                seeded.addAll(bench.seeded(makers).facts().keySet());
            }
            bench.close();
            var alone = alone(catalog, origin, revisions, failed);
            return new OriginReference(origin.id(), origin.start(), start, deltas, alone, unrun);
        }
    }

    /** Most seeds only write rows, which are of no interest here. */
    private static boolean mayMakeObjects(Script seed) {
        return ScriptReader.read(seed).sent().stream()
                .anyMatch(part -> MAKES_OBJECTS.matcher(part.sql()).lookingAt());
    }

    private SchemaSnapshot start(Workbench bench, Origin origin, List<Problem> problems) {
        if (origin.script().isEmpty()) {
            return SchemaSnapshot.EMPTY;
        }
        var key = origin.key(scratch);
        return cache.snapshot(key).orElseGet(() -> {
            var taken = bench.snapshot();
            bench.loadErrors().stream().findFirst().ifPresent(error -> problems.add(new Problem(
                    LOADED_WITH_ERRORS,
                    Exit.FINDINGS,
                    bench.loadErrors().size() + " statements of snapshot " + origin.id() + " failed in scratch; the first: "
                            + error.inWords(),
                    "psql goes on after errors and so did this; compare the origin with a database made from it")));
            cache.put(key, taken);
            return taken;
        });
    }

    private static Problem unrun(Catalog catalog, Origin origin, OriginReference.Unrun unrun) {
        return origin.start().isEmpty() ? FailuresFromEmpty.problem(catalog, unrun) : new Problem(
                "LDG424",
                Exit.FINDINGS,
                FailuresFromEmpty.inWords(catalog, origin.id(), unrun),
                "what needs it cannot be recognised; a scratch server with the extensions and version it needs may help");
    }

    /** The second runs. */
    private List<Delta> alone(Catalog catalog, Origin origin, List<Revision> revisions, Set<String> failed) {
        var runs = new AloneRuns(cache, scratch.keys(), origin.key(scratch));
        var before = new ArrayList<Revision>();
        for (var revision : revisions) {
            if (failed.contains(revision.id()) || Blank.is(revision)) {
                continue;
            }
            var needed = needed(catalog, origin, revision, failed);
            if (!needed.equals(before)) {
                runs.add(needed, revision);
            }
            before.add(revision);
        }
        try (var bench = new Workbench(scratch, cache, origin)) {
            return runs.on(bench);
        }
    }

    /** What a revision needs and what is not in the origin, without revisions that do nothing, in graph order. */
    private static List<Revision> needed(Catalog catalog, Origin origin, Revision revision, Set<String> failed) {
        return members(catalog, origin, State.of(revision.id())).stream()
                .filter(r -> !r.equals(revision) && !failed.contains(r.id()) && !Blank.is(r))
                .toList();
    }

    private static List<Revision> members(Catalog catalog, Origin origin, State state) {
        var members = catalog.graph().members(state);
        return origin.revisions(catalog).stream().filter(r -> members.contains(r.id())).toList();
    }

    /** The schema of exactly this state; empty when its scripts are refused. */
    public Optional<SchemaSnapshot> build(Catalog catalog, String originId, State state) {
        var origin = origin(catalog, originId);
        var members = members(catalog, origin, state);
        var key = key(origin, members);
        var cached = cache.snapshot(key);
        if (cached.isPresent()) {
            return cached;
        }
        try (var bench = new Workbench(scratch, cache, origin)) {
            if (bench.bring(members).isPresent()) {
                return Optional.empty();
            }
            var taken = bench.snapshot();
            cache.put(key, taken);
            return Optional.of(taken);
        }
    }

    /** The schema after each statement of a revision on exactly this state; as far as they run. */
    public List<SchemaSnapshot> afterEachStatement(Catalog catalog, String originId, State lower, String revision) {
        var origin = origin(catalog, originId);
        var members = members(catalog, origin, lower);
        var key = scratch.keys().after(key(origin, members), catalog.graph().get(revision));
        return cache.snapshots(key).orElseGet(() -> {
            try (var bench = new Workbench(scratch, cache, origin)) {
                var taken = bench.bring(members).isPresent()
                        ? List.<SchemaSnapshot>of()
                        : bench.stepwise(catalog.graph().get(revision));
                cache.putSnapshots(key, taken);
                return taken;
            }
        });
    }

    private String key(Origin origin, List<Revision> members) {
        var key = origin.key(scratch);
        for (var revision : members) {
            key = scratch.keys().after(key, revision);
        }
        return key;
    }

    private static Origin origin(Catalog catalog, String id) {
        return Origin.of(catalog, new ArrayList<>()).stream()
                .filter(origin -> origin.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
