package dev.migrationledger.app.simulation;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.ConnectionConfig;
import dev.migrationledger.app.config.DatabaseConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.config.Scratch;
import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.Detecting;
import dev.migrationledger.core.detection.Known;
import dev.migrationledger.core.detection.Live;
import dev.migrationledger.core.detection.Next;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.detection.Question;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Fingerprint;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog, what its revisions should leave, and the real detection over references made of the simulated server. */
final class Project {
    static final String DATABASE = "db";

    private final Catalog catalog;
    private final List<OriginReference> references;
    private final Subject subject;
    private final Map<List<Object>, Next> answered = new ConcurrentHashMap<>();

    Project(List<Revision> revisions, Map<String, String> probes) {
        this.catalog = new Catalog("shop", new RevisionGraph(revisions), List.of(), List.of(), probes, Policy.DEFAULT);
        this.references = List.of(reference());
        this.subject = new Subject(
                new DatabaseConfig(
                        DATABASE,
                        "shop",
                        "",
                        new TreeMap<>(),
                        new ConnectionConfig(
                                Engine.POSTGRESQL, "sim", 5432, "shop", "ledger", Optional.empty(), Optional.empty(), new TreeMap<>()),
                        1),
                new CatalogConfig("shop", new Scratch.Embedded(), List.of(), probes, Policy.DEFAULT),
                catalog);
    }

    Subject subject() {
        return subject;
    }

    RevisionGraph graph() {
        return catalog.graph();
    }

    /** What a database holds after exactly these, each once. */
    Content after(Set<String> members) {
        var content = new Content();
        graph().inOrder().stream()
                .filter(revision -> members.contains(revision.id()))
                .forEach(revision -> statements(revision).forEach(sql -> runOn(content, sql)));
        return content;
    }

    /** Keys of the tally that a revision alone counts. */
    Set<String> counted(Revision revision) {
        var content = new Content();
        statements(revision).stream()
                .filter(sql -> Sql.of(sql) instanceof Sql.Count || Sql.of(sql) instanceof Sql.Call)
                .forEach(sql -> runOn(content, sql));
        return content.tally.keySet();
    }

    private static List<String> statements(Revision revision) {
        return ScriptReader.read(revision.script(), revision.file()).sent().stream().map(sent -> sent.sql()).toList();
    }

    private static void runOn(Content content, String sql) {
        switch (Sql.of(sql)) {
            case Sql.InTransaction s -> s.on(content);
            case Sql.CreateIndex(var object) -> content.objects.put(object, true);
            case Sql.DropIndex(var name) -> content.objects.keySet().removeIf(o -> o.startsWith("index " + name + " "));
            case Sql.Call(var key) -> content.count(key, 1);
            case Sql.Vacuum() -> {}
        }
    }

    private OriginReference reference() {
        var deltas = new ArrayList<Delta>();
        var alone = new ArrayList<Delta>();
        var before = new TreeSet<String>();
        for (var revision : graph().inOrder()) {
            var needed = new TreeSet<>(graph().members(State.of(revision.id())));
            if (needed.size() <= before.size()) {
                needed.remove(revision.id());
                alone.add(delta(revision, needed));
            }
            deltas.add(delta(revision, before));
            before.add(revision.id());
        }
        return new OriginReference(OriginReference.EMPTY, State.EMPTY, SchemaSnapshot.EMPTY, deltas, alone, List.of());
    }

    private Delta delta(Revision revision, Set<String> below) {
        var with = new TreeSet<>(below);
        with.add(revision.id());
        return Delta.between(
                revision.id(), after(below).snapshot(), after(with).snapshot(), List.of(), statements(revision).isEmpty());
    }

    /** As {@link Detector}, with the decisions of one seed known to the next. */
    Detector.Seen see(Target target) {
        var snapshot = target.snapshot();
        var trackers = target.trackers();
        var live = new Live(snapshot, trackers, Detector.begun(target, trackers), Fingerprint.of(snapshot), false);
        var known = Known.NOTHING;
        while (true) {
            var asking = known;
            switch (answered.computeIfAbsent(
                    List.of(live, asking), _ -> Detecting.next(catalog, references, live, asking))) {
                case Next.Answer(var detection, var halfWay) -> {
                    return new Detector.Seen(detection, snapshot, halfWay);
                }
                case Next.Ask(var questions) -> known = known.and(answers(target, questions));
            }
        }
    }

    private Known answers(Target target, Set<Question> questions) {
        var queries = new HashMap<String, Optional<Boolean>>();
        var built = new HashMap<Question.Build, Optional<SchemaSnapshot>>();
        var halves = new HashMap<Question.Statements, List<SchemaSnapshot>>();
        var sorted = new TreeMap<String, Question>();
        questions.forEach(question -> sorted.put(question.toString(), question));
        for (var question : sorted.values()) {
            switch (question) {
                case Question.FindRow _ -> throw new IllegalStateException("no reference has rows");
                case Question.Holds(var query) -> queries.put(query, holds(target, query));
                case Question.Build build -> built.put(
                        build, Optional.of(after(graph().members(build.state())).snapshot()));
                case Question.Statements half -> halves.put(half, afterEach(half));
            }
        }
        return new Known(Map.of(), queries, built, halves);
    }

    private static Optional<Boolean> holds(Target target, String query) {
        try {
            return target.holds(query);
        } catch (LedgerException e) {
            return Optional.empty();
        }
    }

    private List<SchemaSnapshot> afterEach(Question.Statements half) {
        var content = after(graph().members(half.lower()));
        var snapshots = new ArrayList<SchemaSnapshot>();
        for (var sql : statements(graph().get(half.revision()))) {
            runOn(content, sql);
            snapshots.add(content.snapshot());
        }
        return snapshots;
    }
}
