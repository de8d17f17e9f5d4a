package dev.migrationledger.core.detection;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.SimulatedDatabase.Refused;
import dev.migrationledger.core.detection.SimulatedDatabase.Statement;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A revision graph with what each revision runs, and the world that answers detection's questions about it. */
final class GeneratedHistory {
    private final List<Revision> revisions = new ArrayList<>();
    private final Map<String, List<Statement>> statements = new LinkedHashMap<>();
    private RevisionGraph graph = RevisionGraph.EMPTY;

    GeneratedHistory add(String id, List<String> parents, List<Statement> runs) {
        statements.put(id, runs);
        revisions.add(new Revision(
                id, parents, List.of(), Set.of(), id, Kind.SCHEMA, true, false, List.of(),
                runs.isEmpty() ? Script.EMPTY : new Script(runs.toString(), 1), Optional.empty(), "sql", id + ".sql"));
        graph = new RevisionGraph(revisions);
        return this;
    }

    private void removeLast() {
        statements.remove(revisions.removeLast().id());
        graph = new RevisionGraph(revisions);
    }

    RevisionGraph graph() {
        return graph;
    }

    Catalog catalog() {
        return new Catalog("generated", graph, List.of(), List.of(), Map.of(), Policy.DEFAULT);
    }

    /** Branches, merges, drops, renames, type changes, data and empty revisions; everything runs in graph order. */
    static GeneratedHistory random(long seed, int size) {
        var random = new Random(seed);
        var history = new GeneratedHistory();
        for (int i = 0; i < size; i++) {
            history.grow(random, "r" + (i < 10 ? "0" : "") + i);
        }
        return history;
    }

    private void grow(Random random, String id) {
        var heads = List.copyOf(graph.heads().heads());
        if (heads.size() > 1 && random.nextInt(4) == 0) {
            add(id, heads.subList(0, 2), List.of());
            if (run(Set.copyOf(ids())).isPresent()) {
                return;
            }
            removeLast();
        }
        for (int attempt = 0; attempt < 30; attempt++) {
            var parents = new ArrayList<String>();
            if (!heads.isEmpty()) {
                var pool = random.nextInt(5) == 0 ? ids() : heads;
                parents.add(pool.get(random.nextInt(pool.size())));
            }
            var below = run(graph.members(State.of(parents))).orElseThrow();
            var runs = new ArrayList<Statement>();
            int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
            for (int s = 0; s < count; s++) {
                runs.add(statement(random, below));
            }
            add(id, parents, runs);
            if (run(graph.members(State.of(id))).isPresent() && run(Set.copyOf(ids())).isPresent()) {
                return;
            }
            removeLast();
        }
        add(id, heads.isEmpty() ? List.of() : List.of(heads.getFirst()), List.of());
    }

    private static Statement statement(Random random, SimulatedDatabase db) {
        var name = "t" + random.nextInt(9);
        if (db.tables().isEmpty() || random.nextInt(5) == 0) {
            return random.nextInt(4) == 0
                    ? new SimulatedDatabase.CreateTableIfMissing(name, List.of("id", "name"))
                    : new SimulatedDatabase.CreateTable(name, List.of("id", "name"));
        }
        var table = db.tables().get(random.nextInt(db.tables().size()));
        var column = db.columns(table).get(random.nextInt(db.columns(table).size()));
        var value = List.of("text", "integer", "bigint").get(random.nextInt(3));
        return switch (random.nextInt(12)) {
            case 0 -> new SimulatedDatabase.DropTable(table);
            case 1 -> new SimulatedDatabase.RenameTable(table, name);
            case 2, 3 -> new SimulatedDatabase.AddColumn(table, "c" + random.nextInt(6), value);
            case 4 -> column.equals("id")
                    ? new SimulatedDatabase.AddColumn(table, "c" + random.nextInt(6), value)
                    : new SimulatedDatabase.DropColumn(table, column);
            case 5 -> new SimulatedDatabase.Alter(table, column, "type", value);
            case 6 -> new SimulatedDatabase.Alter(table, column, "default", Integer.toString(random.nextInt(3)));
            case 7 -> new SimulatedDatabase.CreateIndex("i" + random.nextInt(20), table, column);
            case 8 -> new SimulatedDatabase.ReplaceFunction("f" + random.nextInt(3), "body " + random.nextInt(4));
            case 9 -> new SimulatedDatabase.Insert(table, "k" + random.nextInt(9));
            case 10 -> new SimulatedDatabase.Delete(table, "k" + random.nextInt(9));
            default -> new SimulatedDatabase.Backfill(table, column, value);
        };
    }

    private List<String> ids() {
        return revisions.stream().map(Revision::id).toList();
    }

    /** The database after exactly these revisions in graph order; empty when one of them is refused. */
    Optional<SimulatedDatabase> run(Set<String> members) {
        var database = new SimulatedDatabase();
        try {
            for (var revision : graph.inOrder()) {
                if (members.contains(revision.id())) {
                    statements.get(revision.id()).forEach(s -> s.run(database));
                }
            }
        } catch (Refused refused) {
            return Optional.empty();
        }
        return Optional.of(database);
    }

    OriginReference reference() {
        var deltas = new ArrayList<Delta>();
        var alone = new ArrayList<Delta>();
        var before = new TreeSet<String>();
        for (var revision : graph.inOrder()) {
            var needed = graph.members(State.of(revision.id()));
            if (needed.size() <= before.size()) {
                alone.add(delta(revision.id(), without(needed, revision.id())));
            }
            deltas.add(delta(revision.id(), before));
            before.add(revision.id());
        }
        return new OriginReference(OriginReference.EMPTY, State.EMPTY, SchemaSnapshot.EMPTY, deltas, alone, List.of());
    }

    private static Set<String> without(Set<String> ids, String id) {
        var fewer = new HashSet<>(ids);
        fewer.remove(id);
        return fewer;
    }

    private Delta delta(String id, Set<String> below) {
        var database = run(below).orElseThrow();
        var snapshot = database.snapshot();
        var rows = database.rows();
        statements.get(id).forEach(s -> s.run(database));
        return Delta.between(
                id, snapshot, database.snapshot(), rowChanges(id, rows, database.rows()), statements.get(id).isEmpty());
    }

    /** As a real capture: only what the revision wrote, not what vanished with a table or moved with its name. */
    private List<Delta.RowChange> rowChanges(String id, Map<String, Row> before, Map<String, Row> after) {
        var writes = statements.get(id).stream()
                .allMatch(s -> s instanceof SimulatedDatabase.Insert
                        || s instanceof SimulatedDatabase.Delete
                        || s instanceof SimulatedDatabase.Backfill);
        var changes = new ArrayList<Delta.RowChange>();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : writes ? names : Set.<String>of()) {
            var change = new Delta.RowChange(Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Runs a detection to its answer; the live rows are looked at only where it asks. */
    Detection detect(Live live, Map<String, Row> rows) {
        return detect(catalog(), List.of(reference()), live, rows, Map.of());
    }

    Detection detect(
            Catalog catalog,
            List<OriginReference> references,
            Live live,
            Map<String, Row> rows,
            Map<String, Boolean> queries) {
        var known = Known.NOTHING;
        for (int round = 0; round < 10; round++) {
            switch (Detecting.next(catalog, references, live, known)) {
                case Next.Answer(var detection, _) -> {
                    return detection;
                }
                case Next.Ask(var questions) -> known = known.and(answers(questions, rows, queries));
            }
        }
        throw new AssertionError("asks for ever");
    }

    private Known answers(Collection<Question> questions, Map<String, Row> rows, Map<String, Boolean> queries) {
        var found = new HashMap<String, Optional<Row>>();
        var held = new HashMap<String, Optional<Boolean>>();
        var built = new HashMap<Question.Build, Optional<SchemaSnapshot>>();
        var halves = new HashMap<Question.Statements, List<SchemaSnapshot>>();
        for (var question : questions) {
            switch (question) {
                case Question.FindRow(var row) -> found.put(row.name(), Optional.ofNullable(rows.get(row.name())));
                case Question.Holds(var query) -> held.put(query, Optional.ofNullable(queries.get(query)));
                case Question.Build build ->
                    built.put(build, run(graph.members(build.state())).map(SimulatedDatabase::snapshot));
                case Question.Statements half -> halves.put(half, afterEach(half));
            }
        }
        return new Known(found, held, built, halves);
    }

    /** As far as they run, as in a scratch database. */
    List<SchemaSnapshot> afterEach(Question.Statements half) {
        var snapshots = new ArrayList<SchemaSnapshot>();
        run(graph.members(half.lower())).ifPresent(database -> {
            try {
                for (var statement : statements.get(half.revision())) {
                    statement.run(database);
                    snapshots.add(database.snapshot());
                }
            } catch (Refused refused) {
                // the branch below has what this statement is to make
            }
        });
        return snapshots;
    }

    /** With every empty revision whose needs are in. */
    Set<String> settled(Set<String> members) {
        var settled = new TreeSet<>(members);
        graph.inOrder().stream()
                .filter(r -> statements.get(r.id()).isEmpty())
                .filter(r -> settled.containsAll(RevisionGraph.needs(r)))
                .forEach(r -> settled.add(r.id()));
        return settled;
    }

    /** Every prefix in graph order, and random down-closed sets that can be built. */
    List<Set<String>> states(Random random, int sampled) {
        var states = new ArrayList<Set<String>>();
        var prefix = new TreeSet<String>();
        states.add(Set.of());
        for (var id : ids(graph)) {
            prefix.add(id);
            states.add(Set.copyOf(prefix));
        }
        for (int i = 0; i < sampled; i++) {
            var heads = ids().stream().filter(_ -> random.nextInt(6) == 0).toList();
            var members = graph.members(State.of(heads));
            if (run(members).isPresent()) {
                states.add(members);
            }
        }
        return states;
    }

    private static List<String> ids(RevisionGraph graph) {
        return graph.inOrder().stream().map(Revision::id).toList();
    }

    static Live live(SchemaSnapshot snapshot) {
        return new Live(snapshot, List.of(), "");
    }

    static Map<String, Row> none() {
        return new TreeMap<>();
    }
}
