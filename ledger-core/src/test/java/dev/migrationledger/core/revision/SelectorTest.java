package dev.migrationledger.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States are written as their heads, with spaces between; base is the empty one. */
class SelectorTest {
    private static final String SHOP = "a->b->cart1:cart->cart2; b->pay1:pay->pay2; x1:net->x2; x1~>pay2";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c              | a     | head    | c
            a->b->c1,c2          | a     | heads   | c1 c2
            a->b->c1,c2          | c1    | base    | base
            a->b->c              | base  | b       | b
            abc1->abd2           | base  | abd     | abd2
            a->b->c->d           | b     | +2      | d
            a->b->c->d           | base  | +1      | a
            a->b->c->d           | d     | -3      | a
            a->b->c->d           | d     | -4      | base
            a->b->c->d           | a     | b+2     | d
            a->b->c->d           | a     | head-1  | c
            a->b->c->d           | a     | b-2     | base
            a->b->c1,c2; c1+c2->m| c1 c2 | +1      | m
            a->b->c1,c2          | c1    | c1+0x   | LDG400
            a->b->c1,c2          | a     | head    | LDG402
            a->b->c1,c2          | b     | +1      | LDG404
            a->b->c1,c2; c1->d   | c1    | +1      | d
            a->b->c1,c2          | c1 c2 | -1      | LDG404
            a->b->c1,c2; c1+c2->m| c1    | +1      | LDG404
            a->b->c1,c2; c1+c2->m| m     | m-1     | LDG404
            a->b->c1,c2; c1+c2->m| m     | -2      | LDG404
            a->b                 | b     | +1      | LDG405
            a->b                 | b     | -3      | LDG405
            a->b                 | b     | zz      | LDG400
            abc1->abc2           | base  | abc     | LDG401
            a->b                 | b     | ''      | LDG409
            a->b                 | b     | '@head' | LDG409
            a->b                 | b     | 'b@'    | LDG409
            a->b                 | b     | +0      | LDG409
            """)
    void aSelectorNamesAStateOrIsRefused(String drawing, String current, String text, String expected) {
        assertThat(told(Selector.resolve(text, Graphs.draw(drawing), state(current)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            base        | cart@head    | cart2
            base        | pay@heads    | pay2
            base        | net@head     | x2
            base        | cart@cart1   | cart1
            base        | cart@head-1  | cart1
            base        | pay2@head    | pay2
            b           | cart@+1      | cart1
            cart1 pay1  | cart@+1      | cart2 pay1
            cart2 pay1  | cart@-1      | cart1 pay1
            cart2 pay2  | cart@base    | pay2
            cart2 pay2  | net@base     | cart2 pay1
            base        | cart@pay1    | LDG408
            base        | card@head    | LDG403
            pay1        | pay@+1       | LDG404
            """)
    void aLabelNarrowsToItsBranch(String current, String text, String expected) {
        assertThat(told(Selector.resolve(text, Graphs.draw(SHOP), state(current)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c1,c2          | c1    | c2      | c1 c2
            a->b->c1,c2          | c1    | a       | c1
            a->b->c1,c2; c1+c2->m| c1    | m       | m
            a->b->c1,c2          | a     | heads   | c1 c2
            a->b->c1,c2          | c1    | base    | c1
            a->b->c              | a     | +1      | b
            a->b->c              | c     | b+1     | c
            a->b->c              | c     | -1      | LDG406
            """)
    void upKeepsWhatIsInAndAddsAncestry(String drawing, String current, String text, String expected) {
        assertThat(told(Selector.upTo(text, Graphs.draw(drawing), state(current)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c1,c2          | c1 c2 | b       | b
            a->b->c1,c2; c1->d   | d c2  | c1      | c1 c2
            a->b->c1,c2; c1+c2->m| m     | c1      | c1 c2
            a->b; x->y           | b y   | x       | b x
            a->b; x->y           | b y   | base    | base
            a->b; x->y           | b y   | x-1     | b
            a->b->c              | c     | -2      | a
            a->b->c              | c     | c       | c
            a->b->c              | b     | c       | LDG407
            a->b->c              | b     | +1      | LDG406
            a->b; x->y; y~>b     | b     | x       | a x
            """)
    void downTakesOffOnlyWhatNeedsTheNamedRevision(String drawing, String current, String text, String expected) {
        assertThat(told(Selector.downTo(text, Graphs.draw(drawing), state(current)))).isEqualTo(expected);
    }

    @Test
    void severalHeadsAreNamedWithTheWaysToSayWhich() {
        assertThat(problem("head", SHOP)).satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("there are 3 heads: cart2, pay2, x2");
            assertThat(problem.hint()).isEqualTo("say `heads` for all of them, cart@head, net@head, pay@head or name one");
        });
    }

    @Test
    void refusalsNameTheChoices() {
        assertThat(problem("ca", SHOP).message()).isEqualTo("2 revisions begin with ca: cart1, cart2");
        assertThat(problem("cart3", SHOP).hint()).isEqualTo("did you mean cart1 or cart2?");
        assertThat(problem("card@head", SHOP).hint()).isEqualTo("did you mean cart?");
        assertThat(problem("b+1", SHOP)).satisfies(problem -> {
            assertThat(problem.message()).contains("more than one way up: cart1, pay1");
            assertThat(problem.hint()).isEqualTo("name the revision: cart1 or pay1");
        });
    }

    @ParameterizedTest
    @CsvSource({"1, LDG400", "6, LDG401", "6.0, 6.0.2015", "6.0.20, LDG400", "10, 10", "2023, 20230101120000"})
    void aVersionIsShortenedAtADotOnly(String text, String expected) {
        var graph = Graphs.draw("6.0.2015->6.1->10->20230101120000");

        assertThat(told(Selector.resolve(text, graph, State.EMPTY))).isEqualTo(expected);
    }

    @Test
    void anIdWithAMinusIsNotReadAsSteps() {
        var graph = Graphs.draw("ab-1->ab-12");

        assertThat(told(Selector.resolve("ab-1", graph, State.EMPTY))).isEqualTo("ab-1");
        assertThat(told(Selector.resolve("ab-12-1", graph, State.EMPTY))).isEqualTo("ab-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c:x->d            | x | a b c d
            a->b->c:x->d; b->e      | x | c d
            a->b->p->c:x->d; b->e   | x | p c d
            a->b->c:x; b->e; c+e->m | x | c m
            a:x->b->c1,c2           | x | a b c1 c2
            """)
    void aLabelIsInheritedByDescendantsAndByAncestorsUpToTheBranchPoint(String drawing, String label, String members) {
        var branches = new Branches(Graphs.draw(drawing));

        assertThat(branches.members(branches.carrier(label).orElseThrow().id())).containsExactly(members.split(" "));
        assertThat(branches.labels()).containsExactly(label);
        assertThat(branches.labelsOf(members.split(" ")[0])).containsExactly(label);
    }

    @Test
    void inEveryGeneratedGraphIdsAndUniqueBeginningsNameTheirRevision() {
        for (long seed = 0; seed < 200; seed++) {
            var graph = GeneratedGraphs.graph(seed);
            for (var revision : graph.inOrder()) {
                for (int length = 1; length <= revision.id().length(); length++) {
                    var prefix = revision.id().substring(0, length);
                    var begin = graph.inOrder().stream().filter(r -> r.id().startsWith(prefix)).count();
                    assertThat(told(Selector.resolve(prefix, graph, State.EMPTY)))
                            .as("seed %d, %s", seed, prefix)
                            .isEqualTo(begin == 1 ? revision.id() : "LDG401");
                }
            }
        }
    }

    @Test
    void inEveryGeneratedGraphUpNeverLosesAndDownNeverAdds() {
        for (long seed = 0; seed < 300; seed++) {
            var graph = GeneratedGraphs.graph(seed);
            var current = GeneratedGraphs.state(graph, seed + 1);
            for (var revision : graph.inOrder()) {
                var before = graph.members(current);
                if (Selector.upTo(revision.id(), graph, current) instanceof Resolution.Found(var to)) {
                    assertThat(graph.members(to)).as("seed %d up", seed).containsAll(before).contains(revision.id());
                }
                if (Selector.downTo(revision.id(), graph, current) instanceof Resolution.Found(var to)) {
                    assertThat(before).as("seed %d down", seed).contains(revision.id()).containsAll(graph.members(to));
                    assertThat(graph.members(to)).as("seed %d down", seed).contains(revision.id());
                }
            }
        }
    }

    private static Problem problem(String text, String drawing) {
        return switch (Selector.resolve(text, Graphs.draw(drawing), State.EMPTY)) {
            case Resolution.Refused(var problem) -> problem;
            case Resolution.Found(var state) -> throw new AssertionError("found " + state);
        };
    }

    private static State state(String heads) {
        return heads.equals("base") ? State.EMPTY : State.of(heads.split(" "));
    }

    private static String told(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Found(var state) -> state.toString().replace(",", "");
            case Resolution.Refused(var problem) -> problem.code();
        };
    }
}
