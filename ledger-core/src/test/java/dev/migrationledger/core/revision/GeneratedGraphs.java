package dev.migrationledger.core.revision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random sound graphs with several bases, branches, merges and dependencies. The same seed gives the same graph. */
public final class GeneratedGraphs {
    private final SplittableRandom random;

    private GeneratedGraphs(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A graph of 1 to 40 revisions; ids are 12 hexadecimal digits, as Alembic's are. */
    public static RevisionGraph graph(long seed) {
        return graph(seed, 1 + new SplittableRandom(~seed).nextInt(40));
    }

    public static RevisionGraph graph(long seed, int size) {
        return new RevisionGraph(revisions(seed, size));
    }

    /** Sound; in an order that need not be the graph's. */
    public static List<Revision> revisions(long seed, int size) {
        return new GeneratedGraphs(seed).revisions(size);
    }

    /** A random down-closed set of the graph's revisions. */
    public static State state(RevisionGraph graph, long seed) {
        var random = new SplittableRandom(seed);
        var heads = new TreeSet<String>();
        var ids = graph.inOrder();
        for (int i = random.nextInt(4); i > 0 && !ids.isEmpty(); i--) {
            heads.add(ids.get(random.nextInt(ids.size())).id());
        }
        return graph.state(graph.members(State.of(heads)));
    }

    private List<Revision> revisions(int size) {
        var made = new ArrayList<Revision>();
        var heads = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            var parents = parents(made, heads);
            var id = "%012x".formatted(random.nextLong() & 0xffff_ffff_ffffL);
            made.add(new Revision(
                    id,
                    List.copyOf(parents),
                    dependsOn(made, parents),
                    random.nextInt(10) == 0 ? Set.of("label" + i) : Set.of(),
                    "step " + i,
                    parents.size() > 1 ? Kind.DOCUMENTATION : random.nextInt(6) == 0 ? Kind.DATA : Kind.SCHEMA,
                    true,
                    false,
                    List.of(),
                    parents.size() > 1 ? Script.EMPTY : new Script("create table t" + i + " (id int);", 1),
                    Optional.empty(),
                    "generated",
                    id + ".sql"));
            heads.removeAll(parents);
            heads.add(id);
        }
        for (int i = made.size() - 1; i > 0; i--) {
            made.set(i, made.set(random.nextInt(i + 1), made.get(i)));
        }
        return made;
    }

    private Set<String> parents(List<Revision> made, List<String> heads) {
        var parents = new LinkedHashSet<String>();
        int kind = random.nextInt(20);
        if (made.isEmpty() || kind == 0) {
            return parents;
        }
        if (kind < 4) {
            parents.add(made.get(random.nextInt(made.size())).id());
        } else {
            parents.add(heads.get(random.nextInt(heads.size())));
        }
        if (kind >= 16 && heads.size() > 1) {
            parents.add(heads.get(random.nextInt(heads.size())));
        }
        return parents;
    }

    private List<String> dependsOn(List<Revision> made, Set<String> parents) {
        if (made.isEmpty() || random.nextInt(8) != 0) {
            return List.of();
        }
        var id = made.get(random.nextInt(made.size())).id();
        return parents.contains(id) ? List.of() : List.of(id);
    }
}
