package dev.migrationledger.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.catalog.Policy.Equivalent;
import dev.migrationledger.core.catalog.Policy.WrongClaim;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.revision.Graphs;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherPolicyTest {
    private static final State A = State.of("a");
    private static final State B = State.of("b");
    private static final Policy REFUSING = new Policy(Equivalent.REFUSE, WrongClaim.REFUSE);
    private static final Policy EARLIEST = new Policy(Equivalent.EARLIEST, WrongClaim.CORRECT);
    private static final DatabaseEvent CORRECTED = new DatabaseEvent.ClaimCorrected(B, A, "proven");
    private static final DatabaseEvent STARTED =
            new DatabaseEvent.ApplyStarted("1", new Plan(A, B, List.of(), "digest"), Optional.empty());

    private final List<PastEvent> history = new ArrayList<>();

    /** Of b it says that it may run again. */
    private static RevisionGraph graph() {
        return new RevisionGraph(Graphs.revisions("a->b->c").stream()
                .map(r -> new Revision(r.id(), r.parents(), r.dependsOn(), r.labels(), r.message(), r.kind(), r.transactional(),
                        r.id().equals("b"), r.verify(), r.script(), r.revert(), r.source(), r.file()))
                .toList());
    }

    private OtherPolicyTest in(String run, String verb, DatabaseEvent... events) {
        for (var event : events) {
            history.add(new PastEvent(history.size() + 1, Instant.EPOCH, new Provenance("ana", "os-user ana", "", verb, "", run, ""), event));
        }
        return this;
    }

    private OtherPolicyTest up(DatabaseEvent... events) {
        return in("run", "up", events);
    }

    private static DatabaseEvent seen(Verdict verdict, State state, Claim claim, State... candidates) {
        return new DatabaseEvent.Detected(new Detection(
                verdict, state, List.of(candidates), claim, claim == Claim.ABSENT ? State.EMPTY : B, List.of(), List.of(),
                List.of("table a"), "empty", "x"));
    }

    private OtherPolicy.Answer with(Policy policy) {
        return about(Map.of("shop", new OtherPolicy.Rules(graph(), policy))).orElseThrow();
    }

    private Optional<OtherPolicy.Answer> about(Map<String, OtherPolicy.Rules> catalogs) {
        var all = new ArrayList<>(new OtherPolicyTest().in("first", "up", registered("shop")).history);
        all.addAll(history);
        return OtherPolicy.about("shop", all, catalogs);
    }

    private static DatabaseEvent registered(String catalog) {
        return new DatabaseEvent.Registered(catalog, "test", "postgresql", "somewhere", Map.of());
    }

    @Test
    void aCorrectionWouldHaveBeenRefused() {
        up(seen(Verdict.EXACT, A, Claim.WRONG), CORRECTED, STARTED);
        assertThat(with(Policy.DEFAULT)).isEqualTo(new OtherPolicy.Answer(1, 0, List.of()));
        assertThat(with(REFUSING).decisions()).isEqualTo(1);
        assertThat(with(REFUSING).differences()).singleElement().satisfies(other -> {
            assertThat(other.at().position()).isEqualTo(2);
            assertThat(other.decided()).isEqualTo(new Decided.Corrected(B, A));
            assertThat(other.instead()).isInstanceOfSatisfying(Decided.Refused.class, no -> assertThat(no.code()).isEqualTo("LDG463"));
        });
    }

    @Test
    void aRefusalWouldHaveBeenACorrection() {
        up(seen(Verdict.EXACT, A, Claim.WRONG), new DatabaseEvent.Refused("up", "LDG463", "policy"));
        assertThat(with(REFUSING).differences()).isEmpty();
        assertThat(with(Policy.DEFAULT).differences()).extracting(OtherPolicy.Otherwise::instead)
                .containsExactly(new Decided.Corrected(B, A));
    }

    @Test
    void oneOfSeveralStatesWouldHaveBeenStamped() {
        up(seen(Verdict.EQUIVALENT, B, Claim.ABSENT, A, B), new DatabaseEvent.Refused("up", "LDG464", "which?"));
        assertThat(with(Policy.DEFAULT).differences()).isEmpty();
        assertThat(with(EARLIEST).differences()).extracting(OtherPolicy.Otherwise::instead).containsExactly(new Decided.Stamped(A));
        up(seen(Verdict.EQUIVALENT, B, Claim.ABSENT, B, State.of("c")), new DatabaseEvent.Refused("up", "LDG464", "which?"));
        assertThat(with(EARLIEST).differences()).as("c may not run again").hasSize(1);
        assertThat(with(EARLIEST).decisions()).isEqualTo(2);
    }

    @Test
    void aLookThatWasConfirmedIsDecidedUponAgain() {
        up(seen(Verdict.EXACT, A, Claim.WRONG)).in("next", "up", new DatabaseEvent.DetectionConfirmed("x"), CORRECTED);
        assertThat(with(REFUSING).differences()).extracting(other -> other.at().position()).containsExactly(3L);
    }

    @Test
    void whatNoPolicyDecidedIsNotAskedAbout() {
        up(seen(Verdict.EXACT, A, Claim.WRONG)).in("other run", "up", CORRECTED);
        in("repair", "repair", seen(Verdict.EXACT, A, Claim.WRONG), CORRECTED);
        in("drift", "up", seen(Verdict.DRIFTED, A, Claim.AGREES), STARTED);
        in("force", "up", seen(Verdict.EXACT, A, Claim.ABSENT), new DatabaseEvent.Stamped(State.EMPTY, B, true, "I know"));
        in("edited", "up", seen(Verdict.EXACT, A, Claim.ABSENT), new DatabaseEvent.Refused("up", "LDG157", "edited"));
        in("look", "detect", seen(Verdict.EXACT, A, Claim.WRONG));
        assertThat(with(REFUSING)).isEqualTo(new OtherPolicy.Answer(0, 0, List.of()));
    }

    @Test
    void anOrdinaryUpgradeIsTheSameUnderEveryPolicy() {
        up(seen(Verdict.EXACT, B, Claim.AGREES), STARTED, seen(Verdict.EXACT, State.of("c"), Claim.AGREES));
        in("two", "up", seen(Verdict.EMPTY, State.EMPTY, Claim.ABSENT), STARTED);
        in("three", "up", seen(Verdict.EXACT, A, Claim.ABSENT), new DatabaseEvent.Stamped(State.EMPTY, A, false, "proven"), STARTED);
        for (var policy : List.of(Policy.DEFAULT, REFUSING, EARLIEST)) {
            assertThat(with(policy)).isEqualTo(new OtherPolicy.Answer(3, 0, List.of()));
        }
    }

    /** Forgotten and registered anew, it may be of another catalog, which has the same ids for other things. */
    @Test
    void eachLifeIsAskedAboutByItsOwnCatalog() {
        up(seen(Verdict.EXACT, A, Claim.WRONG), CORRECTED, new DatabaseEvent.Forgotten("sold"));
        in("again", "up", registered("other"), seen(Verdict.EXACT, A, Claim.WRONG), CORRECTED);
        var refusing = new OtherPolicy.Rules(graph(), REFUSING);
        var correcting = new OtherPolicy.Rules(graph(), Policy.DEFAULT);

        assertThat(about(Map.of("shop", refusing, "other", correcting)).orElseThrow().differences())
                .extracting(other -> other.at().position()).containsExactly(2L);
        assertThat(about(Map.of("shop", correcting, "other", refusing)).orElseThrow().differences())
                .extracting(other -> other.at().position()).containsExactly(6L);
        assertThat(about(Map.of("shop", correcting))).contains(new OtherPolicy.Answer(2, 1, List.of()));
        assertThat(about(Map.of("third", correcting))).isEmpty();
    }

    @Test
    void revisionsThatAreGoneCannotBeAsked() {
        up(seen(Verdict.EQUIVALENT, B, Claim.ABSENT, A, State.of("gone")), new DatabaseEvent.Refused("up", "LDG464", "which?"));
        assertThat(with(EARLIEST)).isEqualTo(new OtherPolicy.Answer(1, 1, List.of()));
    }
}
