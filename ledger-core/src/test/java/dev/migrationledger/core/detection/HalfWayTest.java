package dev.migrationledger.core.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a revision that was begun goes on: {@code half} needs the merge of two branches, {@code later} needs it. */
class HalfWayTest {
    private static final RevisionGraph GRAPH = new RevisionGraph(List.of(
            revision("base"),
            revision("left", "base"),
            revision("right", "base"),
            revision("merge", "left", "right"),
            revision("half", "merge"),
            revision("later", "half"),
            revision("aside", "base")));

    private static Revision revision(String id, String... parents) {
        return new Revision(
                id, List.of(parents), List.of(), Set.of(), id, Kind.SCHEMA, !id.equals("half"), false, List.of(),
                id.equals("merge") ? Script.EMPTY : new Script("select '" + id + "';", 1), Optional.empty(), "s", id + ".sql");
    }

    private static List<State> states(String... heads) {
        return Stream.of(heads).map(head -> State.of(head.split(" "))).toList();
    }

    private static Optional<State> below(List<String> claimed, List<State> near, List<State> possible) {
        return HalfWay.of(Set.of("half"), claimed, GRAPH, near, possible).orElseThrow().below();
    }

    @Test
    void whereNothingWasBegunOrTheCatalogDoesNotKnowItThereIsNone() {
        assertThat(HalfWay.of(Set.of(), List.of("merge"), GRAPH, states("merge"), states("merge"))).isEmpty();
        assertThat(HalfWay.of(Set.of("gone"), List.of("merge"), GRAPH, states("merge"), states("merge"))).isEmpty();
    }

    @Test
    void theClaimIsBelievedWhereTheSchemaIsThatOrThatWithIt() {
        assertThat(below(List.of("merge"), states("merge"), List.of())).contains(State.of("merge"));
        assertThat(below(List.of("merge"), states("half"), List.of())).contains(State.of("merge"));
        assertThat(below(List.of("left", "right"), states("merge"), List.of())).contains(State.of("left", "right"));
        assertThat(below(List.of("merge"), states("later"), List.of())).isEmpty();
        assertThat(below(List.of("merge"), states("half aside"), List.of())).isEmpty();
        assertThat(below(List.of("merge"), List.of(), List.of())).isEmpty();
    }

    @Test
    void aClaimThatCannotBeIsNotBelieved() {
        for (var claimed : List.of(List.<String>of(), List.of("base"), List.of("half"), List.of("later"), List.of("nobody"))) {
            assertThat(below(claimed, states("merge"), List.of())).as("%s", claimed).isEmpty();
            assertThat(below(claimed, states("merge"), states("merge"))).as("%s", claimed).contains(State.of("merge"));
        }
    }

    @Test
    void theEvidenceLeavesWhatIsCommonToAllThatIsPossible() {
        assertThat(below(List.of(), List.of(), states("half"))).contains(State.of("merge"));
        assertThat(below(List.of(), List.of(), states("merge", "half"))).contains(State.of("merge"));
        assertThat(below(List.of(), List.of(), states("left right", "half"))).contains(State.of("merge"));
        assertThat(below(List.of(), List.of(), states("aside half"))).contains(State.of("aside", "merge"));
    }

    @Test
    void whatItCannotStandOnIsNotPossible() {
        assertThat(below(List.of(), List.of(), states("left", "half"))).contains(State.of("merge"));
        assertThat(below(List.of(), List.of(), states("half", "later"))).contains(State.of("merge"));
        assertThat(below(List.of(), List.of(), states("later"))).isEmpty();
        assertThat(below(List.of(), List.of(), states("base"))).isEmpty();
    }

    @Test
    void whereSeveralStatesAreLeftNobodyKnows() {
        assertThat(below(List.of(), List.of(), states("half", "aside half"))).isEmpty();
    }
}
