package dev.migrationledger.core.history;

import static dev.migrationledger.core.history.Given.given;
import static dev.migrationledger.core.history.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TrackerReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseDeciderTest {
    private static final DatabaseCommand APPLY = new DatabaseCommand.RequestApply("1", A_TO_C, Optional.empty());

    @Test
    void theFirstEventIsTheRegistration() {
        given().when(new DatabaseCommand.Register(SHOP)).then(REGISTERED);
    }

    @Test
    void aChangedDescriptionIsNoted() {
        given(REGISTERED)
                .when(new DatabaseCommand.Register(new Description("shop", "prod", "postgresql", "elsewhere", Map.of())))
                .then(new DatabaseEvent.Redescribed("shop", "prod", "postgresql", "elsewhere", Map.of()));
    }

    @Test
    void aCloneIsNotTakenForItsOriginal() {
        var clone = new TargetIdentity("9", "9");
        var known = given(REGISTERED).when(new DatabaseCommand.Identify(HERE, false)).then(new DatabaseEvent.Identified(HERE));
        known.when(new DatabaseCommand.Identify(HERE, false)).thenNothingHappened();
        known.when(new DatabaseCommand.Identify(clone, false)).thenRejected("LDG501");
        known.when(new DatabaseCommand.Identify(clone, true)).then(new DatabaseEvent.Identified(clone));
    }

    @Test
    void theSameAnswerTwiceIsAConfirmation() {
        given(REGISTERED, AT_A)
                .when(new DatabaseCommand.RecordDetection(seen(Verdict.EXACT, A)))
                .then(new DatabaseEvent.DetectionConfirmed(seen(Verdict.EXACT, A).fingerprint()));
        given(REGISTERED, AT_A)
                .when(new DatabaseCommand.RecordDetection(seen(Verdict.EXACT, B)))
                .then(new DatabaseEvent.Detected(seen(Verdict.EXACT, B)));
    }

    @Test
    void aStampFromAnOldLookIsRefused() {
        given(REGISTERED, AT_A, new DatabaseEvent.Stamped(State.EMPTY, B, true, "I know"))
                .when(new DatabaseCommand.Stamp(State.EMPTY, A, false, "exactly a"))
                .thenRejected("LDG505");
    }

    @Test
    void whatWasBegunProvesNothingButTheStateThatItGoesOnAbove() {
        var tracker = new TrackerReading("ledger", "migration_ledger.identity", List.of("c"), true);
        var begun = new Detection(
                Verdict.PARTIAL, B, List.of(), Claim.WRONG, C, List.of(tracker), List.of(), List.of(), "empty", "x");
        var looksWhole = new Detection(
                Verdict.EXACT, C, List.of(), Claim.AGREES, C, List.of(tracker), List.of(), List.of(), "empty", "x");
        given(REGISTERED, new DatabaseEvent.Detected(begun))
                .when(new DatabaseCommand.CorrectClaim(C, B, "c was begun"))
                .then(new DatabaseEvent.ClaimCorrected(C, B, "c was begun"));
        given(REGISTERED, new DatabaseEvent.Detected(begun)).when(new DatabaseCommand.CorrectClaim(C, A, "a")).thenRejected("LDG505");
        given(REGISTERED, new DatabaseEvent.Detected(looksWhole))
                .when(new DatabaseCommand.Stamp(A, C, false, "exactly c"))
                .thenRejected("LDG505");
    }

    @Test
    void trackersAreNotWrittenWithoutAReason() {
        given(REGISTERED, AT_A).when(new DatabaseCommand.Stamp(A, C, true, " ")).thenRejected("LDG511");
    }

    /** Evidence takes a revision that runs nothing for run; the trackers, which agree with it, say that it is not. */
    @Test
    void aPlanMayStartWhereTrackersThatAgreeSay() {
        var agreeing = new Detection(
                Verdict.EXACT, B, List.of(), Claim.AGREES, A, List.of(), List.of(), List.of(), "empty", "x");
        given(REGISTERED, new DatabaseEvent.Detected(agreeing)).when(APPLY).then(STARTED);
    }

    @Test
    void aPlanMadeOnAnOlderStateIsStale() {
        given(REGISTERED, AT_A, new DatabaseEvent.Detected(seen(Verdict.EXACT, B))).when(APPLY).thenRejected("LDG504");
        given(REGISTERED, AT_A, new DatabaseEvent.ClaimCorrected(C, B, "exactly b")).when(APPLY).thenRejected("LDG504");
    }

    @Test
    void aRunFromIntentToEnd() {
        given(REGISTERED, AT_A)
                .when(APPLY)
                .then(STARTED)
                .when(new DatabaseCommand.RecordStepOutcomes(
                        "1", List.of(applied("1", "b"), new DatabaseEvent.Verified("1", "b", "select true", true), applied("1", "c"))))
                .then(applied("1", "b"), new DatabaseEvent.Verified("1", "b", "select true", true), applied("1", "c"))
                .when(new DatabaseCommand.FinishApply("1", "upgraded", C))
                .then(new DatabaseEvent.ApplyFinished("1", "upgraded", C))
                .when(new DatabaseCommand.RequestRevert("2", C_TO_A, Optional.empty()))
                .then(new DatabaseEvent.RevertStarted("2", C_TO_A, Optional.empty()))
                .when(new DatabaseCommand.RecordStepOutcomes("2", List.of(reverted("2", "c"), reverted("2", "b"))))
                .then(reverted("2", "c"), reverted("2", "b"))
                .when(new DatabaseCommand.FinishApply("2", "reverted", A))
                .then(new DatabaseEvent.ApplyFinished("2", "reverted", A));
    }

    @Test
    void askedTwiceItStartsOnce() {
        given(REGISTERED, AT_A, STARTED).when(APPLY).thenNothingHappened();
        given(REGISTERED, AT_A, STARTED)
                .when(new DatabaseCommand.RequestApply("1", plan(A, B, "b"), Optional.empty()))
                .thenRejected("LDG510");
    }

    @Test
    void anAttemptThatEndedIsNotStartedAgain() {
        given(REGISTERED, AT_A, STARTED, new DatabaseEvent.ApplyFinished("1", "failed", A)).when(APPLY).thenRejected("LDG510");
    }

    @Test
    void aPlanWithoutStepsStartsNothing() {
        given(REGISTERED, AT_A)
                .when(new DatabaseCommand.RequestApply("1", plan(A, A), Optional.empty()))
                .thenNothingHappened();
    }

    @Test
    void aRecoveryKnowsWhatWasRecordedBefore() {
        var recovery = new DatabaseEvent.ApplyStarted("2", A_TO_C, Optional.of("1"));
        var again = new DatabaseEvent.RevisionApplied("2", "b", "digest-b", 1, 0, true);
        var recovered = given(REGISTERED, AT_A, STARTED, applied("1", "b"))
                .when(new DatabaseCommand.RequestApply("2", A_TO_C, Optional.of("1")))
                .then(recovery)
                .when(new DatabaseCommand.RecordStepOutcomes("2", List.of(again, applied("2", "c"))))
                .then(applied("2", "c"));
        recovered.when(new DatabaseCommand.RecordStepOutcomes("1", List.of(applied("1", "c")))).thenRejected("LDG506");
        recovered.when(new DatabaseCommand.FinishApply("1", "upgraded", C)).thenRejected("LDG506");
        recovered.when(new DatabaseCommand.FinishApply("2", "upgraded", C)).then(new DatabaseEvent.ApplyFinished("2", "upgraded", C));
    }

    @Test
    void aRevertDoesNotContinueAnApply() {
        given(REGISTERED, AT_A, STARTED)
                .when(new DatabaseCommand.RequestRevert("2", C_TO_A, Optional.of("1")))
                .thenRejected("LDG508");
    }

    @Test
    void outcomesOutsideThePlanAreRejected() {
        var running = given(REGISTERED, AT_A, STARTED);
        running.when(new DatabaseCommand.RecordStepOutcomes("1", List.of(applied("1", "z")))).thenRejected("LDG508");
        running.when(new DatabaseCommand.RecordStepOutcomes("1", List.of(applied("7", "b")))).thenRejected("LDG508");
        running.when(new DatabaseCommand.RecordStepOutcomes("1", List.of(reverted("1", "b")))).thenRejected("LDG508");
    }

    @Test
    void aRunEndsOnlyAsItCan() {
        var running = given(REGISTERED, AT_A, STARTED, applied("1", "b"));
        running.when(new DatabaseCommand.FinishApply("1", "upgraded", C)).thenRejected("LDG507");
        running.when(new DatabaseCommand.FinishApply("1", "upgraded", B)).thenRejected("LDG508");
        running.when(new DatabaseCommand.FinishApply("1", "reverted", C)).thenRejected("LDG508");
        running.when(new DatabaseCommand.FinishApply("1", "splendid", C)).thenRejected("LDG508");
        running.when(new DatabaseCommand.FinishApply("1", "failed", B)).then(new DatabaseEvent.ApplyFinished("1", "failed", B));
    }

    @Test
    void nothingRunsUntilAnUnknownOutcomeIsResolved() {
        var undecided = given(REGISTERED, AT_A, STARTED, UNKNOWN, new DatabaseEvent.ApplyFinished("1", "interrupted", A));
        undecided.when(new DatabaseCommand.RequestApply("2", A_TO_C, Optional.empty())).thenRejected("LDG503");
        undecided.when(new DatabaseCommand.ResolveOutcome(true, "")).thenRejected("LDG511");
        undecided
                .when(new DatabaseCommand.ResolveOutcome(false, "no index"))
                .then(new DatabaseEvent.OutcomeResolved("1", "b", 2, false, "no index"))
                .when(new DatabaseCommand.RequestApply("2", A_TO_C, Optional.empty()))
                .then(new DatabaseEvent.ApplyStarted("2", A_TO_C, Optional.empty()));
    }

    @Test
    void aSeedIsRememberedByItsText() {
        var seeded = given(REGISTERED, new DatabaseEvent.SeedApplied("s", "1", 3, List.of("line 2: exists")));
        seeded.when(new DatabaseCommand.RecordSeed(new DatabaseEvent.SeedApplied("s", "1", 3, List.of()))).thenNothingHappened();
        var changed = new DatabaseEvent.SeedApplied("s", "2", 3, List.of());
        seeded.when(new DatabaseCommand.RecordSeed(changed)).then(changed);
        var failure = new DatabaseEvent.SeedFailed("s", "2", false, new Failure(1, 1, "23505", "duplicate"));
        assertThat(seeded.when(new DatabaseCommand.RecordSeed(failure)).then(failure).state().seeds().applied()).containsEntry("s", "1");
    }

    @Test
    void aFailedSeedIsRememberedUntilTheSchemaChanges() {
        var failure = new DatabaseEvent.SeedFailed("s", "2", false, new Failure(1, 1, "23505", "duplicate"));
        assertThat(DatabaseDecider.fold(List.of(REGISTERED, failure)).seeds().hasFailed("s", "2")).isTrue();
        var applied = new DatabaseEvent.RevisionApplied("try", "a", "d", 1, 1, false);
        assertThat(DatabaseDecider.fold(List.of(REGISTERED, failure, applied)).seeds().hasFailed("s", "2"))
                .isFalse();
    }

    @Test
    void aDumpFillsOnlyWhatWasJustSeenEmpty() {
        var install = new DatabaseCommand.StartInstall("dump", "d");
        given(REGISTERED, AT_A).when(install).thenRejected("LDG515");
        given(REGISTERED, EMPTY, new DatabaseEvent.Stamped(State.EMPTY, A, true, "I know")).when(install).thenRejected("LDG515");
        var begun = given(REGISTERED, EMPTY).when(install).then(new DatabaseEvent.InstallStarted("dump", "d"));
        begun.when(install).thenNothingHappened();
    }

    @Test
    void nothingIsBuiltOnADumpThatDidNotGetToItsEnd() {
        var left = given(REGISTERED, EMPTY, new DatabaseEvent.InstallStarted("dump", "d"), AT_A);
        left.when(new DatabaseCommand.RequestApply("2", A_TO_C, Optional.empty())).thenRejected("LDG514");
        left.when(new DatabaseCommand.Stamp(State.EMPTY, A, false, "exactly a")).thenRejected("LDG514");
        left.when(new DatabaseCommand.CorrectClaim(C, A, "exactly a")).thenRejected("LDG514");

        var forced = new DatabaseEvent.Stamped(State.EMPTY, A, true, "loaded the rest by hand");
        left.when(new DatabaseCommand.Stamp(State.EMPTY, A, true, "loaded the rest by hand"))
                .then(forced)
                .when(new DatabaseCommand.RequestApply("2", A_TO_C, Optional.empty()))
                .then(new DatabaseEvent.ApplyStarted("2", A_TO_C, Optional.empty()));
    }

    @Test
    void aFailureDoesNotEndADumpAndItsEndDoes() {
        var failure = new DatabaseEvent.SeedFailed("dump", "d", true, new Failure(1, 1, "", "connection lost"));
        var started = new DatabaseEvent.InstallStarted("dump", "d");
        assertThat(DatabaseDecider.fold(List.of(REGISTERED, EMPTY, started, failure)).seeds().installing())
                .contains("dump");
        var end = new DatabaseEvent.SeedApplied("dump", "d", 3, List.of());
        assertThat(given(REGISTERED, EMPTY, started).when(new DatabaseCommand.RecordSeed(end)).then(end).state().seeds().installing())
                .isEmpty();
    }

    @Test
    void whatIsSeenEmptyHoldsNoSeedAndNoPartOfADump() {
        var state = DatabaseDecider.fold(List.of(
                REGISTERED,
                EMPTY,
                new DatabaseEvent.InstallStarted("dump", "d"),
                new DatabaseEvent.SeedApplied("dump", "d", 3, List.of()),
                new DatabaseEvent.SeedApplied("s", "1", 3, List.of()),
                EMPTY));
        assertThat(state.seeds()).isEqualTo(Seeds.NONE);
    }

    @Test
    void aDatabaseThatWentBackIsAnEventAndTheExpectationStays() {
        var at = new DatabaseEvent.ApplyFinished("1", "upgraded", C);
        var loss = new DatabaseCommand.NoticeLoss(C, A);
        var known = given(REGISTERED, AT_A, STARTED, applied("1", "b"), applied("1", "c"), at);
        known.when(loss).thenNothingHappened();
        var back = given(REGISTERED, AT_A, STARTED, applied("1", "b"), applied("1", "c"), at, AT_A);
        assertThat(back.when(loss).then(new DatabaseEvent.FoundBehind(C, A)).state()).isEqualTo(back.state());
        back.when(new DatabaseCommand.NoticeLoss(B, A)).thenNothingHappened();
        back.when(new DatabaseCommand.NoticeLoss(C, B)).thenNothingHappened();
    }

    @Test
    void theStateAddsUp() {
        var state = given(
                        REGISTERED,
                        new DatabaseEvent.Identified(HERE),
                        AT_A,
                        STARTED,
                        applied("1", "b"),
                        applied("1", "c"),
                        new DatabaseEvent.ApplyFinished("1", "upgraded", C),
                        new DatabaseEvent.RevertStarted("2", plan(C, B, "c"), Optional.empty()),
                        reverted("2", "c"),
                        new DatabaseEvent.ApplyFinished("2", "reverted", B))
                .state();
        assertThat(state.description()).contains(SHOP);
        assertThat(state.identity()).contains(HERE);
        assertThat(state.expected()).contains(B);
        assertThat(state.starts()).containsExactly(B);
        assertThat(state.applied()).isEqualTo(Map.of("b", "digest-b"));
        assertThat(state.running()).isEmpty();
        assertThat(state.finished().orElseThrow().outcome()).isEqualTo("reverted");
        assertThat(state.lastAct()).contains(new DatabaseEvent.ApplyFinished("2", "reverted", B));
    }

    @Test
    void asOfStopsAtTheFirstLaterEvent() {
        var noon = Instant.parse("2026-03-01T12:00:00Z");
        var stream = List.of(
                new RecordedEvent(0, noon, REGISTERED),
                new RecordedEvent(1, noon.plusSeconds(10), AT_A),
                new RecordedEvent(2, noon.plusSeconds(5), STARTED));
        assertThat(StateAsOf.fold(stream, noon.minusSeconds(1))).isEqualTo(DatabaseState.NONE);
        assertThat(StateAsOf.fold(stream, noon.plusSeconds(7))).isEqualTo(given(REGISTERED).state());
        assertThat(StateAsOf.fold(stream, noon.plusSeconds(10)).running()).isPresent();
    }

    @Test
    void thousandsOfRevisionsFoldInLinearTime() {
        var state = given(REGISTERED, AT_A, STARTED).state();
        for (int i = 0; i < 20_000; i++) {
            state = DatabaseDecider.evolve(state, applied("1", "r" + i));
        }
        assertThat(state.applied()).hasSize(20_000);
        assertThat(state.running().orElseThrow().done()).hasSize(20_000);
    }

    @Test
    void aHistoryThatIsBehindItsDatabaseForgetsWhatItBelievedToRunAndCountsFencesFromThere() {
        var behind = new DatabaseEvent.LedgerBehind(3, 40);
        given(REGISTERED, AT_A, STARTED, UNKNOWN).when(new DatabaseCommand.NoticeBehind(3, 40)).then(behind);
        var state = DatabaseDecider.fold(List.of(REGISTERED, AT_A, STARTED, UNKNOWN, behind));
        assertThat(state.running()).isEmpty();
        assertThat(state.unknown()).isEmpty();
        assertThat(state.fence(5)).isEqualTo(45);
        given(REGISTERED, AT_A, behind).when(new DatabaseCommand.NoticeBehind(4, 40)).thenNothingHappened();
        given(REGISTERED, AT_A, behind).when(new DatabaseCommand.NoticeBehind(44, 44)).thenNothingHappened();
        given(REGISTERED, AT_A, behind)
                .when(new DatabaseCommand.NoticeBehind(44, 50))
                .then(new DatabaseEvent.LedgerBehind(44, 50));
    }

    @Test
    void eachTurnThatWaitedForALockIsKeptOnce() {
        var first = new DatabaseEvent.RevisionBlocked("1", "b", 1, new Failure(1, 2, "55P03", "lock timeout"), 500);
        var second = new DatabaseEvent.RevisionBlocked("1", "b", 2, new Failure(1, 2, "55P03", "lock timeout"), 1000);
        given(REGISTERED, AT_A, STARTED, first)
                .when(new DatabaseCommand.RecordStepOutcomes("1", List.of(first, second, applied("1", "b"))))
                .then(second, applied("1", "b"));
    }
}
