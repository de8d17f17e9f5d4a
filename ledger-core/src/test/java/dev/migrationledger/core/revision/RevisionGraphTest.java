package dev.migrationledger.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.problem.Problem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionGraphTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c                             | a b c       | c       | a
            a->b->c1,c2                         | a b c1 c2   | c1 c2   | a
            a->b, b->c1, b->c2, c1+c2->m        | a b c1 c2 m | m       | a
            a->b; x->y; y~>b                    | a x y b     | b       | a x
            m; a->m; b->m                       | a b m       | m       | a b
            a->b->c->d; a->e; e->d              | a b c e d   | d       | a
            a, b                                | a b         | a b     | a b
            """)
    void aRevisionComesAfterAllItNeedsAndHeadsAreNeededByNothing(String drawing, String order, String heads, String bases) {
        var graph = Graphs.draw(drawing);

        assertThat(ids(graph.inOrder())).containsExactly(order.split(" "));
        assertThat(graph.heads()).isEqualTo(State.of(heads.split(" ")));
        assertThat(ids(graph.bases())).containsExactly(bases.split(" "));
    }

    @Test
    void membersOfAStateAreItsHeadsAndAllTheyNeed() {
        var graph = Graphs.draw("a->b->c1,c2; c1+c2->m; x~>c2");

        assertThat(graph.members(State.of("c1"))).containsExactly("a", "b", "c1");
        assertThat(graph.members(State.of("c2"))).containsExactly("a", "b", "x", "c2");
        assertThat(graph.state(new HashSet<>(List.of("a", "b", "c1")))).isEqualTo(State.of("c1"));
        assertThat(graph.isDownClosed(new HashSet<>(List.of("a", "c1")))).isFalse();
        assertThat(graph.descendants(List.of("c1", "x"))).containsExactlyInAnyOrder("c1", "c2", "x", "m");
        assertThat(ids(graph.branchPoints())).containsExactly("b");
    }

    @Test
    void anUnsoundGraphIsNeverMade() {
        assertThatThrownBy(() -> Graphs.draw("a->b->c->b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Graphs.draw("?z->a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RevisionGraph(List.of(Graphs.revision("a"), Graphs.revision("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyGeneratedGraphKeepsItsInvariants() {
        for (long seed = 0; seed < 400; seed++) {
            var graph = GeneratedGraphs.graph(seed);
            var position = new LinkedHashMap<String, Integer>();
            graph.inOrder().forEach(revision -> position.put(revision.id(), position.size()));

            assertThat(graph.inOrder()).as("seed %d: order respects needs", seed).allSatisfy(revision ->
                    assertThat(RevisionGraph.needs(revision)).allSatisfy(needed ->
                            assertThat(position.get(needed)).isLessThan(position.get(revision.id()))));
            assertThat(GraphProblems.find(graph.inOrder())).as("seed %d: sound", seed).isEmpty();
            for (long second = 0; second < 5; second++) {
                var state = GeneratedGraphs.state(graph, seed * 31 + second);
                var members = graph.members(state);
                assertThat(graph.state(members)).as("seed %d/%d: round trip", seed, second).isEqualTo(state);
                assertThat(graph.isDownClosed(members)).as("seed %d/%d: down-closed", seed, second).isTrue();
            }
        }
    }

    @Test
    void generatedGraphsHaveEverythingTheyPromise() {
        var graphs = java.util.stream.LongStream.range(0, 50).mapToObj(seed -> GeneratedGraphs.graph(seed, 30)).toList();

        assertThat(graphs).anySatisfy(graph -> assertThat(graph.bases()).hasSizeGreaterThan(2));
        assertThat(graphs).anySatisfy(graph -> assertThat(graph.heads().heads()).hasSizeGreaterThan(2));
        assertThat(graphs).anySatisfy(graph -> assertThat(graph.inOrder()).anyMatch(Revision::isMerge));
        assertThat(graphs).anySatisfy(graph -> assertThat(graph.inOrder()).anyMatch(r -> !r.dependsOn().isEmpty()));
        assertThat(graphs).anySatisfy(graph -> assertThat(graph.branchPoints()).hasSizeGreaterThan(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFileMoreOrLessNeverChangesTheOrderOfTheOthers(long seed) {
        var revisions = GeneratedGraphs.revisions(seed, 30);
        var order = ids(new RevisionGraph(revisions).inOrder());
        var head = new RevisionGraph(revisions).heads().heads().first();
        var fewer = revisions.stream().filter(revision -> !revision.id().equals(head)).toList();

        assertThat(ids(new RevisionGraph(fewer).inOrder()))
                .as("seed %d", seed)
                .isEqualTo(order.stream().filter(id -> !id.equals(head)).toList());
    }

    @Test
    void thousandsOfRevisionsInOneLineAreNoTrouble() {
        var line = new StringBuilder("r0");
        for (int i = 1; i < 5_000; i++) {
            line.append("->r").append(i);
        }
        var revisions = Graphs.revisions(line.toString());

        assertThat(GraphProblems.find(revisions)).isEmpty();
        assertThat(new RevisionGraph(revisions).heads()).isEqualTo(State.of("r4999"));
        assertThat(GraphProblems.find(Graphs.revisions(line + "->r0"))).extracting(Problem::code).containsExactly("LDG155");
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }
}
