package dev.migrationledger.app.generated;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A catalog of six to fourteen revisions of real SQL, the same for the same seed: several bases, branches, merges with and
 * without a body, dependencies across branches. Whatever order its revisions run in, the end is the same.
 */
final class GeneratedCatalog {
    private static final List<Operation> OPERATIONS =
            Stream.of(TableOperations.ALL, OtherOperations.ALL, OtherOperations.ROWS).flatMap(List::stream).toList();

    private static final List<Operation> SOFT = List.of(
            OtherOperations::comment, OtherOperations::function, TableOperations::addColumnThatIsThere);

    final long seed;
    private final Random random;
    private final List<Revision> revisions = new ArrayList<>();
    private final Map<String, List<Sql>> statements = new LinkedHashMap<>();
    private RevisionGraph graph = RevisionGraph.EMPTY;
    private int number = 100;

    GeneratedCatalog(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        int size = 6 + random.nextInt(9);
        for (int i = 0; i < size; i++) {
            grow("r" + (i < 10 ? "0" : "") + i);
        }
    }

    Catalog catalog() {
        return new Catalog("generated" + seed, graph, List.of(), List.of(), Map.of(), Policy.DEFAULT);
    }

    RevisionGraph graph() {
        return graph;
    }

    List<Sql> statements(String revision) {
        return Objects.requireNonNull(statements.get(revision));
    }

    private void grow(String id) {
        var heads = List.copyOf(graph.heads().heads());
        if (heads.size() > 1 && random.nextInt(3) == 0) {
            var merged = heads.subList(0, 2);
            var body = random.nextInt(3) == 0 ? body(merged) : List.<Sql>of();
            add(id, merged, List.of(), body, true);
            return;
        }
        var parents = new ArrayList<String>();
        if (!heads.isEmpty() && random.nextInt(12) > 0) {
            parents.add(Draft.any(random.nextInt(3) == 0 ? List.copyOf(statements.keySet()) : heads, random));
        }
        var depends = new ArrayList<String>();
        if (!parents.isEmpty() && random.nextInt(8) == 0) {
            heads.stream().filter(h -> !parents.contains(h)).findFirst().ifPresent(depends::add);
        }
        var needs = Stream.concat(parents.stream(), depends.stream()).toList();
        if (random.nextInt(12) == 0) {
            var concurrent = proposed(needs, List.of(), OtherOperations::indexConcurrently);
            if (concurrent.isPresent()) {
                add(id, parents, depends, List.of(concurrent.get()), false);
                return;
            }
        }
        add(id, parents, depends, random.nextInt(14) == 0 ? List.of() : body(needs), true);
    }

    private List<Sql> body(List<String> needs) {
        int kind = random.nextInt(12);
        var lesser = kind < 4
                ? body(needs, kind < 3 ? OtherOperations.ROWS : SOFT, 1 + random.nextInt(2))
                : List.<Sql>of();
        return !lesser.isEmpty() ? lesser : body(needs, OPERATIONS, 1 + random.nextInt(kind < 8 ? 1 : 4));
    }

    /** Empty when nothing of that kind can be done. */
    private List<Sql> body(List<String> needs, List<Operation> operations, int count) {
        var body = new ArrayList<Sql>();
        for (int attempt = 0; attempt < 60 && body.size() < count; attempt++) {
            proposed(needs, body, Draft.any(operations, random)).ifPresent(body::add);
        }
        return body;
    }

    private Optional<Sql> proposed(List<String> needs, List<Sql> before, Operation operation) {
        var below = graph.members(State.of(needs));
        var draft = draft(below);
        before.forEach(sql -> sql.effect().accept(draft));
        return operation.on(draft, random, number++).filter(sql -> statements.entrySet().stream()
                .filter(other -> !below.contains(other.getKey()))
                .flatMap(other -> other.getValue().stream())
                .allMatch(sql::isApartFrom));
    }

    /** What is there after these revisions. */
    Draft draft(Set<String> members) {
        var draft = new Draft();
        graph.inOrder().stream()
                .filter(r -> members.contains(r.id()))
                .forEach(r -> statements(r.id()).forEach(sql -> sql.effect().accept(draft)));
        return draft;
    }

    private void add(String id, List<String> parents, List<String> depends, List<Sql> body, boolean transactional) {
        statements.put(id, body);
        var text = body.isEmpty()
                ? "-- nothing to do\n"
                : body.stream().map(sql -> sql.text() + ";\n").collect(Collectors.joining());
        var kind = body.isEmpty() && random.nextBoolean() ? Kind.DOCUMENTATION : Kind.SCHEMA;
        revisions.add(new Revision(
                id, parents, depends, Set.of(), id, kind, transactional, false, List.of(), new Script(text, 1),
                Optional.empty(), "sql", id + ".sql"));
        graph = new RevisionGraph(revisions);
    }

    /** Every prefix of the graph order, the empty one first, then other states. Members, each once. */
    List<Set<String>> states(int sampled) {
        var states = new LinkedHashSet<Set<String>>();
        var prefix = new TreeSet<String>();
        states.add(Set.of());
        for (var revision : graph.inOrder()) {
            prefix.add(revision.id());
            states.add(Set.copyOf(prefix));
        }
        var choice = new Random(seed);
        for (int i = 0; i < sampled; i++) {
            var heads = statements.keySet().stream().filter(_ -> choice.nextInt(5) == 0).toList();
            states.add(Set.copyOf(graph.members(State.of(heads))));
        }
        return List.copyOf(states);
    }

    /** One order in which all revisions can run, as far from the graph's own as chance makes it. */
    List<Revision> otherOrder() {
        var choice = new Random(~seed);
        var order = new ArrayList<Revision>();
        var waiting = new ArrayList<>(revisions);
        var in = new TreeSet<String>();
        while (!waiting.isEmpty()) {
            var ready = waiting.stream().filter(r -> in.containsAll(RevisionGraph.needs(r))).toList();
            var next = choice.nextInt(4) == 0 ? Draft.any(ready, choice) : ready.getLast();
            waiting.remove(next);
            in.add(next.id());
            order.add(next);
        }
        return order;
    }

    /** With every revision that runs nothing and whose needs are in: the latest of the states that no evidence can tell apart. */
    Set<String> settled(Set<String> members) {
        var settled = new TreeSet<>(members);
        graph.inOrder().stream()
                .filter(r -> statements(r.id()).isEmpty())
                .filter(r -> settled.containsAll(RevisionGraph.needs(r)))
                .forEach(r -> settled.add(r.id()));
        return settled;
    }

    Set<String> settled(State state) {
        return settled(graph.members(state));
    }

    /** For the message of a failed test. */
    @Override
    public String toString() {
        return "seed " + seed + "\n" + revisions.stream()
                .map(r -> r.id() + " <- " + r.parents() + r.dependsOn() + "\n" + r.script().text().indent(4))
                .collect(Collectors.joining());
    }
}
