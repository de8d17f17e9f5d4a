package dev.migrationledger.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.GeneratedGraphs;
import dev.migrationledger.core.revision.Graphs;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlansTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c1,c2; c1+c2->m | base | m     | a b c1 c2 m
            a->b->c1,c2; c1+c2->m | c1   | m     | c2 m
            a->b->c1,c2; c1+c2->m | c1   | c1 c2 | c2
            a->b; x->y; y~>b      | a    | b     | x y b
            a->b                  | b    | b     | ''
            """)
    void stepsAreWhatIsMissingInGraphOrder(String drawing, String from, String to, String steps) {
        var plan = Plans.plan(Graphs.draw(drawing), state(from), state(to), PlansTest::oneStatement);

        assertThat(plan.steps().stream().map(Step::revision)).containsExactlyElementsOf(words(steps));
        assertThat(plan.isEmpty()).isEqualTo(steps.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            a->b->c1,c2; c1+c2->m | m     | b     | m c2 c1
            a->b->c1,c2           | c1 c2 | c1    | c2
            a->b; x->y; y~>b      | b     | base  | b y x a
            """)
    void aRevertTakesOffInReverseOrder(String drawing, String from, String to, String steps) {
        var graph = new RevisionGraph(Graphs.revisions(drawing).stream().map(PlansTest::revertible).toList());
        var plan = Plans.revert(graph, state(from), state(to), PlansTest::oneStatement);

        assertThat(plan.steps().stream().map(Step::revision)).containsExactlyElementsOf(words(steps));
        assertThat(plan.steps().getFirst().digest())
                .isEqualTo(graph.get(words(steps).getFirst()).revert().orElseThrow().digest());
    }

    @Test
    void aRevertNamesEveryRevisionThatCannotBeTakenBack() {
        assertThatThrownBy(() -> Plans.revert(Graphs.draw("a->b->c"), State.of("c"), State.of("a"), PlansTest::oneStatement))
                .isInstanceOfSatisfying(LedgerException.class, e -> {
                    assertThat(e.problems()).extracting(Problem::code).containsExactly("LDG410", "LDG410");
                    assertThat(e.problem().message()).isEqualTo("revision c cannot be reverted: c.sql has no revert section");
                });
    }

    @Test
    void aRevisionThatRunsNothingNeedsNoRevertSection() {
        var plan = Plans.revert(
                Graphs.draw("a->b"), State.of("b"), State.of("a"), (_, _) -> new ScriptFacts(0, true, List.of()));

        assertThat(plan.steps()).extracting(Step::statements).containsExactly(0);
    }

    @Test
    void aStepSaysWhatItsScriptHolds() {
        var revision = revertible(Graphs.revision("a"));
        var facts = ScriptFacts.of(revision, new Script("select ';'; -- two;\ncreate index concurrently i on t (x);", 1));

        assertThat(facts.statements()).isEqualTo(2);
        assertThat(facts.transactional()).isFalse();
        assertThat(facts.findings()).anySatisfy(finding -> assertThat(finding).startsWith("LDG144: line 2"));
        var python = new Script("def upgrade():\n    op.execute('drop table t; select (')\n", 1, Script.Language.PYTHON);
        assertThat(ScriptFacts.of(revision, python)).isEqualTo(new ScriptFacts(1, true, List.of()));
        assertThat(ScriptFacts.of(revision, new Script("def upgrade():\n    pass\n", 1, Script.Language.PYTHON)))
                .isEqualTo(new ScriptFacts(0, true, List.of()));
        assertThat(ScriptFacts.of(revision, Script.EMPTY)).isEqualTo(new ScriptFacts(0, true, List.of()));
    }

    @Test
    void aPlanNeverTurnsIntoTheOther() {
        var graph = Graphs.draw("a->b->c1,c2");

        assertThatThrownBy(() -> Plans.plan(graph, State.of("c1"), State.of("c2"), PlansTest::oneStatement))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Plans.revert(graph, State.of("c1"), State.of("c2"), PlansTest::oneStatement))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDigestChangesWithEverythingThatAPersonApproved() {
        var graph = Graphs.draw("a->b->c");
        var digests = new HashSet<String>();
        digests.add(Plans.plan(graph, State.EMPTY, State.of("c"), PlansTest::oneStatement).digest());
        digests.add(Plans.plan(graph, State.of("a"), State.of("c"), PlansTest::oneStatement).digest());
        digests.add(Plans.plan(graph, State.EMPTY, State.of("b"), PlansTest::oneStatement).digest());
        digests.add(Plans.plan(graph, State.EMPTY, State.of("c"), (_, _) -> new ScriptFacts(2, true, List.of())).digest());
        digests.add(Plans.plan(graph, State.EMPTY, State.of("c"), (_, _) -> new ScriptFacts(1, false, List.of())).digest());
        digests.add(Plans.plan(graph, State.EMPTY, State.of("c"), (_, _) -> new ScriptFacts(1, true, List.of("locks"))).digest());
        digests.add(Plans.plan(edited(graph), State.EMPTY, State.of("c"), PlansTest::oneStatement).digest());

        assertThat(digests).hasSize(7).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    }

    /** Approvals are stored: a digest must be the same in every release. */
    @Test
    void theDigestOfOnePlanIsForEver() {
        var plan = Plans.plan(Graphs.draw("a->b"), State.EMPTY, State.of("b"), PlansTest::oneStatement);

        assertThat(plan.digest()).isEqualTo("e3be626e65b3a0e7f40e0bed7f57943bc679b16a216a171105c75626c6c402c3");
    }

    @Test
    void inEveryGeneratedGraphApplyingThePlanLeadsThereAndRevertingItLeadsBack() {
        for (long seed = 0; seed < 300; seed++) {
            var graph = GeneratedGraphs.graph(seed);
            var from = GeneratedGraphs.state(graph, seed);
            var in = new LinkedHashSet<>(graph.members(from));
            for (var revision : UnappliedRevisions.toApply(graph, from, graph.heads())) {
                assertThat(in).as("seed %d: %s", seed, revision.id()).containsAll(RevisionGraph.needs(revision));
                assertThat(in.add(revision.id())).as("seed %d: once", seed).isTrue();
            }
            assertThat(graph.state(in)).as("seed %d", seed).isEqualTo(graph.heads());
            for (var revision : UnappliedRevisions.toRevert(graph, graph.heads(), from)) {
                assertThat(in.remove(revision.id())).as("seed %d: once", seed).isTrue();
                assertThat(graph.isDownClosed(in)).as("seed %d: %s", seed, revision.id()).isTrue();
            }
            assertThat(graph.state(in)).as("seed %d", seed).isEqualTo(from);
        }
    }

    private static ScriptFacts oneStatement(Revision revision, Script script) {
        return new ScriptFacts(1, revision.transactional(), List.of());
    }

    private static Revision revertible(Revision r) {
        return new Revision(
                r.id(), r.parents(), r.dependsOn(), r.labels(), r.message(), Kind.SCHEMA, true, false, List.of(),
                r.script(), Optional.of(new Script("drop table \"" + r.id() + "\";", 3)), r.source(), r.file());
    }

    private static RevisionGraph edited(RevisionGraph graph) {
        return new RevisionGraph(graph.inOrder().stream()
                .map(r -> new Revision(
                        r.id(), r.parents(), r.dependsOn(), r.labels(), r.message(), r.kind(), true, false, List.of(),
                        new Script(r.script().text() + " ", 1), Optional.empty(), r.source(), r.file()))
                .toList());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static State state(String heads) {
        return heads.equals("base") ? State.EMPTY : State.of(heads.split(" "));
    }
}
