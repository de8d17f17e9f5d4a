package dev.migrationledger.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.HalfWay;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FootingTest {
    private static final Policy REFUSE_WRONG = new Policy(Policy.Equivalent.REFUSE, Policy.WrongClaim.REFUSE);
    private static final Policy EARLIEST = new Policy(Policy.Equivalent.EARLIEST, Policy.WrongClaim.CORRECT);

    private final RevisionGraph graph = new RevisionGraph(
            List.of(revision("a", null, false), revision("b", "a", true), revision("c", "b", false)));

    /** Evidence takes revisions that run nothing for run; a tool that is to run on goes by what its tracker says. */
    @Test
    void anAgreeingClaimStandsAsItIsWritten() {
        assertThat(footing(detection(Verdict.EXACT, Claim.AGREES, "b"))).isEqualTo(new Footing.Firm(State.of("c")));
        assertThat(footing(detection(Verdict.EMPTY, Claim.AGREES))).isEqualTo(new Footing.Firm(State.of("c")));
    }

    @ParameterizedTest
    @EnumSource(value = Claim.class, names = {"ABSENT", "EMPTY"})
    void exactEvidenceWithoutAClaimIsStamped(Claim claim) {
        assertThat(footing(detection(Verdict.EXACT, claim, "b")))
                .isEqualTo(new Footing.Stamp(State.of("b"), "table t present"));
    }

    @ParameterizedTest
    @EnumSource(value = Claim.class, names = {"WRONG", "SEVERAL", "UNKNOWN_REVISION"})
    void exactEvidenceCorrectsAClaimItContradictsUnlessThePolicyRefuses(Claim claim) {
        var detection = detection(Verdict.EXACT, claim, "b");
        assertThat(footing(detection)).isEqualTo(new Footing.Correct(State.of("c"), State.of("b"), "table t present"));
        assertRefused(Footing.of("db", detection, graph, REFUSE_WRONG, true), "LDG463");
    }

    @Test
    void anEmptyDatabaseIsFreshUnlessItClaimsARevision() {
        assertThat(footing(detection(Verdict.EMPTY, Claim.ABSENT))).isEqualTo(new Footing.Fresh());
        assertThat(footing(detection(Verdict.EMPTY, Claim.EMPTY))).isEqualTo(new Footing.Fresh());
        assertThat(footing(detection(Verdict.EMPTY, Claim.WRONG)))
                .isEqualTo(new Footing.Correct(State.of("c"), State.EMPTY, "table t present"));
    }

    @Test
    void equivalentStatesStandOnlyWithTheTrackersWord() {
        assertThat(footing(equivalent(Claim.AGREES, "a", "b"))).isEqualTo(new Footing.Firm(State.of("c")));
        for (var claim : Claim.values()) {
            if (claim != Claim.AGREES) {
                assertRefused(footing(equivalent(claim, "a", "b")), "LDG464");
            }
        }
    }

    @Test
    void theEarliestOfEquivalentStatesIsTakenOnlyOverIdempotentRevisions() {
        assertThat(Footing.of("db", equivalent(Claim.ABSENT, "a", "b"), graph, EARLIEST, false))
                .isEqualTo(new Footing.Stamp(
                        State.of("a"), "earliest of 2 equivalent states; what lies between is idempotent: b"));
        assertRefused(Footing.of("db", equivalent(Claim.ABSENT, "b", "c"), graph, EARLIEST, false), "LDG464");
    }

    @Test
    void driftIsRefusedUnlessAPersonInsistsOnAClaimThatAgrees() {
        var agreeing = detection(Verdict.DRIFTED, Claim.AGREES, "b");
        assertRefused(footing(agreeing), "LDG460");
        assertThat(Footing.of("db", agreeing, graph, Policy.DEFAULT, true)).isEqualTo(new Footing.Firm(State.of("c")));
        assertRefused(
                Footing.of("db", detection(Verdict.DRIFTED, Claim.WRONG, "b"), graph, Policy.DEFAULT, true), "LDG460");
    }

    static Stream<Claim> claims() {
        return Stream.of(Claim.values());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void partialAndUnknownAreRefusedWhateverIsClaimed(Claim claim) {
        assertRefused(Footing.of("db", detection(Verdict.PARTIAL, claim, "b"), graph, EARLIEST, true), "LDG461");
        assertRefused(Footing.of("db", detection(Verdict.UNKNOWN, claim, "b"), graph, EARLIEST, true), "LDG462");
    }

    private Footing footing(Detection detection) {
        return Footing.of("db", detection, graph, Policy.DEFAULT, false);
    }

    private static void assertRefused(Footing footing, String code) {
        assertThat(footing).isInstanceOfSatisfying(Footing.Refused.class, refused -> assertThat(
                        refused.problem().code())
                .isEqualTo(code));
    }

    /** The schema is whole; what a tool says of itself is in doubt, or the rows are not there. */
    @Test
    void aWholeSchemaInDoubtIsRefusedWithAnAnswerOfItsOwn() {
        var tracker = new TrackerReading("golang-migrate", "public.schema_migrations", List.of("2"), true);
        assertRefused(footing(doubted(Claim.WRONG, List.of(tracker))), "LDG788");
        assertRefused(footing(doubted(Claim.ABSENT, List.of())), "LDG788");
    }

    /** What was begun goes on from the claim where that says so; another claim is made to say it, where the policy lets us. */
    @Test
    void whatWasBegunIsGoneOnWith() {
        var half = new HalfWay(graph.get("b"), Optional.of(State.of("a")));
        var agreeing = begun(Claim.AGREES, "a");
        var wrong = begun(Claim.WRONG, "b");

        assertThat(Footing.of("db", agreeing, half, Policy.DEFAULT)).isEqualTo(new Footing.Firm(State.of("a")));
        assertThat(Footing.of("db", begun(Claim.EMPTY), half, Policy.DEFAULT)).isEqualTo(new Footing.Stamp(State.of("a"), "it says so"));
        assertThat(Footing.of("db", wrong, half, Policy.DEFAULT))
                .isEqualTo(new Footing.Correct(State.of("b"), State.of("a"), "it says so"));
        assertRefused(Footing.of("db", wrong, half, REFUSE_WRONG), "LDG463");
        assertRefused(Footing.of("db", wrong, new HalfWay(graph.get("b"), Optional.empty()), EARLIEST), "LDG827");
    }

    private static Detection begun(Claim claim, String... claimed) {
        var tracker = new TrackerReading("ledger", "migration_ledger.identity", List.of(claimed), true);
        return new Detection(
                Verdict.PARTIAL, State.of("a"), List.of(), claim, State.of(claimed), List.of(tracker), List.of(),
                List.of("it says so"), "empty", "f");
    }

    private static Detection doubted(Claim claim, List<TrackerReading> trackers) {
        return new Detection(
                Verdict.PARTIAL, State.of("b"), List.of(), claim, State.of("b"), trackers, List.of(),
                List.of("it says so"), "empty", "f");
    }

    /** Claims {@code c}, whatever the claim's judgement; something is not there that should be. */
    private static Detection detection(Verdict verdict, Claim claim, String... heads) {
        var missing = new Difference(
                Difference.Change.MISSING, new FactKey(ObjectKind.TABLE, "public.t"), "table", "", Tier.HARD, "b");
        return new Detection(
                verdict, State.of(heads), List.of(), claim, State.of("c"), List.of(), List.of(missing),
                List.of("table t present"), "empty", "f");
    }

    private static Detection equivalent(Claim claim, String... candidates) {
        return new Detection(
                Verdict.EQUIVALENT, State.of(candidates[0]), Stream.of(candidates).map(State::of).toList(), claim,
                State.of("c"), List.of(), List.of(), List.of(), "empty", "f");
    }

    private static Revision revision(String id, String parent, boolean idempotent) {
        return new Revision(
                id, Optional.ofNullable(parent).stream().toList(), List.of(), Set.of(), "", Kind.SCHEMA, true,
                idempotent, List.of(), Script.EMPTY, Optional.empty(), "s", id + ".sql");
    }
}
