package dev.migrationledger.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.ArrayList;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphProblemsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c->b          | LDG155 | b -> c -> b
            a->b->c->d->b       | LDG155 | b -> c -> d -> b
            a->b; b~>a          | LDG155 | a -> b -> a
            a->b; x->y; y~>b    | ''     | ''
            a->b; b~>x->a       | LDG155 | a -> b -> x -> a
            a->a                | LDG153 | names itself as its parent
            a~>a                | LDG153 | names itself as its dependency
            ?z->a               | LDG151 | a.sql names parent z, which no source defines
            ?z~>a               | LDG152 | a.sql names dependency z, which no source defines
            head->b             | LDG154 | revision id 'head'
            a->b:shop; a->c:shop| LDG156 | branch label shop is carried by more than one revision: b in drawn:b.sql and c in drawn:c.sql
            a->b:a              | LDG156 | branch label a
            a->b:x@y            | LDG865 | branch label 'x@y'
            a->b:x y            | LDG865 | branch label 'x y'
            """)
    void eachKindOfProblemIsNamed(String drawing, String code, String message) {
        var problems = GraphProblems.find(Graphs.revisions(drawing));

        if (code.isEmpty()) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(code);
                assertThat(problem.message()).contains(message);
            });
        }
    }

    @Test
    void everyProblemIsReportedTogether() {
        var revisions = new ArrayList<>(Graphs.revisions("a->b->c->b; x->y->x; ?gone->d; d->d; d~>e; ?lost~>e"));
        revisions.add(inFile("a", "copy/a.sql"));

        assertThat(GraphProblems.find(revisions))
                .extracting(Problem::code)
                .containsExactly("LDG150", "LDG151", "LDG152", "LDG153", "LDG155", "LDG155");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+2", "-1", "a\u00a0b", "a\u202eb", "a\u200b", "a\u0000", "\u001b[31m", "\ud83d", "a\u2028"})
    void anIdThatNobodyCouldWriteOrSeeIsRefused(String id) {
        assertThat(GraphProblems.find(List.of(inFile(id, "one.sql")))).extracting(Problem::code).containsExactly("LDG154");
        assertThat(GraphProblems.find(List.of(inFile("x".repeat(256), "one.sql")))).extracting(Problem::code).containsExactly("LDG154");
        assertThat(GraphProblems.find(List.of(inFile("x".repeat(255), "one.sql"), inFile("\ud83d\ude00+2", "two.sql")))).isEmpty();
    }

    @Test
    void aDuplicateNamesEveryFile() {
        var revisions = List.of(inFile("a", "one.sql"), inFile("a", "two.sql"), inFile("a", "three.sql"));

        assertThat(GraphProblems.find(revisions)).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo("revision a is defined more than once: in s:one.sql and in s:two.sql and in s:three.sql"));
    }

    @ParameterizedTest
    @CsvSource({
        "9c23e4e8101l, did you mean 9c23e4e81011?",
        "9c23, did you mean 9c23e4e81011?",
        "9c23e4e810112, did you mean 9c23e4e81011?",
        "zzzzzzzzzzzz, 'add the file that defines zzzzzzzzzzzz, or correct the name'"
    })
    void aMissingParentComesWithNearMatches(String parent, String hint) {
        var problems = GraphProblems.find(Graphs.revisions("9c23e4e81011->ab68d77b5088; ?" + parent + "->c"));

        assertThat(problems).singleElement().extracting(Problem::hint).isEqualTo(hint);
    }

    @Test
    void aParentThatIsAnAncestorOfAnotherParentIsLegal() {
        assertThat(GraphProblems.find(Graphs.revisions("a->b->c; a+c->m"))).isEmpty();
    }

    @Test
    void twoCyclesThroughOneRevisionAreTwoProblems() {
        assertThat(GraphProblems.find(Graphs.revisions("hub->p->hub; hub->q->hub")))
                .extracting(Problem::code)
                .containsExactly("LDG155", "LDG155");
    }

    @Test
    void itFindsNothingExactlyWhenAGraphCanBeMade() {
        var unsound = 0;
        for (long seed = 0; seed < 500; seed++) {
            var revisions = damaged(seed);
            var sound = GraphProblems.find(revisions).isEmpty();
            unsound += sound ? 0 : 1;
            assertThat(canBeMade(revisions)).as("seed %d", seed).isEqualTo(sound);
        }
        assertThat(unsound).as("damage that is no damage").isBetween(100, 480);
    }

    @Test
    void editedAfterItWasAppliedIsNamedWithItsFile() {
        var graph = Graphs.draw("a->b->c");
        var applied = new HashMap<>(Map.of("a", graph.get("a").script().digest(), "b", "0123456789abcdef", "gone", "00"));

        assertThat(ChecksumProblems.find(applied, graph)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG157");
            assertThat(problem.message()).startsWith("revision b in b.sql was edited after it was applied: ran 0123456789ab,");
        });
    }

    /** One more need, from anywhere to anywhere, once in three times from nowhere. */
    private static List<Revision> damaged(long seed) {
        var random = new SplittableRandom(seed);
        var revisions = new ArrayList<>(GeneratedGraphs.revisions(seed, 2 + random.nextInt(12)));
        int at = random.nextInt(revisions.size());
        var old = revisions.get(at);
        var need = random.nextInt(3) == 0 ? "nowhere" : revisions.get(random.nextInt(revisions.size())).id();
        revisions.set(at, new Revision(
                old.id(), old.parents(), List.of(need), Set.of(), old.message(), old.kind(), true, false, List.of(),
                old.script(), Optional.empty(), old.source(), old.file()));
        return revisions;
    }

    private static boolean canBeMade(List<Revision> revisions) {
        try {
            return new RevisionGraph(revisions).size() == revisions.size();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Revision inFile(String id, String file) {
        return new Revision(
                id, List.of(), List.of(), Set.of(), "", Kind.SCHEMA, true, false, List.of(), Script.EMPTY,
                Optional.empty(), "s", file);
    }
}
