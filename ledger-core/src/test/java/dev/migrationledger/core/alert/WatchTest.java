package dev.migrationledger.core.alert;

import static dev.migrationledger.core.alert.Given.START;
import static dev.migrationledger.core.alert.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.planning.Step;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.Tier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule: what fires it, what resolves it, and that it does not fire twice. Revisions are a, b, c in a row. */
class WatchTest {
    private static final State A = State.of("a");
    private static final State B = State.of("b");
    private static final State C = State.of("c");
    private static final DatabaseEvent REGISTERED =
            new DatabaseEvent.Registered("shop", "prod", "postgresql", "shop@db1", Map.of("region", "eu"));
    private static final DatabaseEvent STARTED = started("1", A, C, "b", "c");
    private static final DatabaseEvent FORGOTTEN = new DatabaseEvent.Forgotten("sold");
    private static final DatabaseEvent ENDED_AT_A = new DatabaseEvent.ApplyFinished("1", "failed", A);

    @Nested
    class ARevisionThatFailed {
        @Test
        void firesOnceHoweverOftenItFails() {
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, started("2", A, C, "b", "c"), failed("2", "b"),
                            new DatabaseEvent.ApplyFinished("2", "failed", A))
                    .then("+revision-failed/shop/b");
        }

        @Test
        void saysWhereAndWhy() {
            assertThat(given(REGISTERED, STARTED, failed("1", "b")).last())
                    .isEqualTo("shop: revision b failed at statement 3 (42P07): relation \"t\" already exists");
        }

        @Test
        void isOverWhenItIsApplied() {
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, started("2", A, C, "b", "c"), applied("2", "b"))
                    .then("+revision-failed/shop/b", "-revision-failed/shop/b");
        }

        @Test
        void firesAnewWhenItFailsAfterThat() {
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, started("2", A, C, "b", "c"), applied("2", "b"),
                            failed("2", "b"))
                    .then("+revision-failed/shop/b", "-revision-failed/shop/b", "+revision-failed/shop/b");
        }

        @Test
        void isOverWhenTheGoalIsReachedWithoutIt() {
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, started("2", A, C, "c"),
                            new DatabaseEvent.ApplyFinished("2", "upgraded", C))
                    .then("+revision-failed/shop/b", "-revision-failed/shop/b");
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, look(Verdict.EXACT, C, Claim.AGREES))
                    .then("+revision-failed/shop/b", "-revision-failed/shop/b");
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, new DatabaseEvent.Stamped(A, C, true, "by hand"))
                    .then("+revision-failed/shop/b", "-revision-failed/shop/b");
        }

        @Test
        void isOverWhenOtherHandsBroughtTheDatabasePastIt() {
            assertThat(given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, look(Verdict.EXACT, State.of("d"), Claim.AGREES))
                            .then("+revision-failed/shop/b", "-revision-failed/shop/b")
                            .last())
                    .isEqualTo("it is at d");
        }

        @Test
        void isNotOverWhileTheDatabaseStandsBeforeIt() {
            given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, look(Verdict.EXACT, A, Claim.AGREES),
                            look(Verdict.EXACT, State.of("a", "side"), Claim.AGREES),
                            look(Verdict.EQUIVALENT, C, Claim.AGREES),
                            started("2", A, State.of("a", "side"), "side"), applied("2", "side"),
                            new DatabaseEvent.ApplyFinished("2", "upgraded", State.of("a", "side")))
                    .then("+revision-failed/shop/b");
        }

        @Test
        void onlyTheOneThatRecoveredIsOver() {
            given(REGISTERED, STARTED, applied("1", "b"), failed("1", "c"), new DatabaseEvent.ApplyFinished("1", "failed", B),
                            new DatabaseEvent.RevertStarted("2", plan(B, A, "b"), Optional.empty()), failed("2", "b"),
                            new DatabaseEvent.ApplyFinished("2", "failed", B), started("3", B, C, "c"), applied("3", "c"))
                    .then("+revision-failed/shop/c", "+revision-failed/shop/b", "-revision-failed/shop/c");
        }

        @Test
        void isNotALockThatWasNotToBeHad() {
            given(REGISTERED, STARTED, new DatabaseEvent.RevisionBlocked("1", "b", 1, failure(), 1000),
                            new DatabaseEvent.ApplyFinished("1", "locked", A))
                    .then();
        }
    }

    @Nested
    class AnUnknownOutcome {
        private static final DatabaseEvent UNKNOWN = new DatabaseEvent.OutcomeUnknown("1", "b", 2, "connection lost");

        @Test
        void firesAndIsOverWhenAPersonSays() {
            assertThat(given(REGISTERED, STARTED, UNKNOWN, ENDED_AT_A,
                                    new DatabaseEvent.OutcomeResolved("1", "b", 2, true, "index is valid"))
                            .then("+outcome-unknown/shop/b", "-outcome-unknown/shop/b")
                            .last())
                    .isEqualTo("index is valid");
        }

        @Test
        void isOverWhenTheLedgerProvesToBeOlderThanItsDatabase() {
            given(REGISTERED, STARTED, UNKNOWN, new DatabaseEvent.LedgerBehind(3, 9))
                    .then("+outcome-unknown/shop/b", "-outcome-unknown/shop/b");
            given(REGISTERED, new DatabaseEvent.LedgerBehind(3, 9)).then();
        }

        @Test
        void doesNotFireTwice() {
            given(REGISTERED, STARTED, UNKNOWN, UNKNOWN).then("+outcome-unknown/shop/b");
        }
    }

    @Nested
    class DriftOfTheSchema {
        private static final Detection DIFFERING = differing("public.spare");
        private static final DatabaseEvent ACCEPTED =
                new DatabaseEvent.DriftAccepted(Drift.digest(DIFFERING).orElseThrow(), 1, "the auditors keep a copy");

        @Test
        void firesOnceWhateverDiffersAndIsOverWhenNothingDoes() {
            assertThat(given(REGISTERED, new DatabaseEvent.Detected(DIFFERING), confirmed(),
                                    new DatabaseEvent.Detected(differing("public.other")), look(Verdict.EXACT, A, Claim.AGREES))
                            .then("+drift/shop", "-drift/shop")
                            .last())
                    .isEqualTo("nothing differs any more");
        }

        @Test
        void isOverWhenAccepted() {
            given(REGISTERED, new DatabaseEvent.Detected(DIFFERING), ACCEPTED, confirmed()).then("+drift/shop", "-drift/shop");
        }

        @Test
        void firesAnewWhenTheAcceptedDriftBecomesAnother() {
            given(REGISTERED, new DatabaseEvent.Detected(DIFFERING), ACCEPTED, new DatabaseEvent.Detected(differing("public.other")))
                    .then("+drift/shop", "-drift/shop", "+drift/shop");
        }

        @Test
        void isASchemaNearNothingAndAHalfRevisionToo() {
            given(REGISTERED, look(Verdict.UNKNOWN, State.EMPTY, Claim.ABSENT)).then("+drift/shop");
            given(REGISTERED, look(Verdict.PARTIAL, A, Claim.AGREES)).then("+drift/shop");
        }

        @Test
        void isNotWhatIsOnlyWrittenOtherwise() {
            given(REGISTERED, new DatabaseEvent.Detected(differing("public.spare", Tier.COSMETIC))).then();
        }
    }

    @Nested
    class AWrongClaim {
        private static final DatabaseEvent WRONG = look(Verdict.EXACT, A, Claim.WRONG);

        @Test
        void firesOnceAndIsOverWhenTheTrackersAgree() {
            given(REGISTERED, WRONG, confirmed(), look(Verdict.EXACT, A, Claim.AGREES)).then("+claim-wrong/shop", "-claim-wrong/shop");
        }

        @Test
        void isOverWhenCorrectedOrStamped() {
            given(REGISTERED, WRONG, new DatabaseEvent.ClaimCorrected(C, A, "exactly a")).then("+claim-wrong/shop", "-claim-wrong/shop");
            given(REGISTERED, WRONG, new DatabaseEvent.Stamped(C, A, true, "I know")).then("+claim-wrong/shop", "-claim-wrong/shop");
        }

        @Test
        void firesAnewWhenTheSameWrongClaimIsSeenAfterACorrection() {
            given(REGISTERED, WRONG, new DatabaseEvent.ClaimCorrected(C, A, "exactly a"), confirmed())
                    .then("+claim-wrong/shop", "-claim-wrong/shop", "+claim-wrong/shop");
        }

        @Test
        void isAlsoOneThatContradictsItselfOrNamesNothingKnown() {
            given(REGISTERED, look(Verdict.EXACT, A, Claim.SEVERAL)).then("+claim-wrong/shop");
            given(REGISTERED, look(Verdict.EXACT, A, Claim.UNKNOWN_REVISION)).then("+claim-wrong/shop");
            given(REGISTERED, look(Verdict.EXACT, A, Claim.ABSENT), look(Verdict.EXACT, A, Claim.EMPTY)).then();
        }
    }

    @Nested
    class Silence {
        private static final AlertRules THREE_DAYS = new AlertRules(
                Map.of(Rule.SILENT, Severity.INFO), Optional.of(Duration.ofDays(3)));

        @Test
        void beginsWithTheLastLookAndAnyContactBreaksIt() {
            var watch = given(THREE_DAYS, REGISTERED, look(Verdict.EXACT, A, Claim.AGREES), refused()).watch();
            var look = START.plus(Duration.ofHours(1));
            assertThat(watch.silence(look.plus(Duration.ofDays(3)).minusSeconds(1), THREE_DAYS)).isEmpty();
            assertThat(watch.silence(look.plus(Duration.ofDays(3)), THREE_DAYS)).hasValueSatisfying(alert -> {
                assertThat(alert.key()).isEqualTo("silent/shop");
                assertThat(alert.severity()).isEqualTo(Severity.INFO);
                assertThat(alert.since()).isEqualTo(look.plus(Duration.ofDays(3)));
                assertThat(alert.summary()).isEqualTo("shop: nobody got to see it for 3 days, since 2026-03-01T01:00:00Z");
            });
        }

        @Test
        void countsFromRegistrationWhereNobodyEverLooked() {
            assertThat(given(THREE_DAYS, REGISTERED, refused()).watch().silence(START.plus(Duration.ofDays(4)), THREE_DAYS))
                    .hasValueSatisfying(alert -> assertThat(alert.since()).isEqualTo(START.plus(Duration.ofDays(3))));
        }

        @Test
        void ofAForgottenDatabaseIsWellUntilItIsRegisteredAgain() {
            var later = START.plus(Duration.ofDays(999));
            assertThat(given(THREE_DAYS, REGISTERED, FORGOTTEN).watch().silence(later, THREE_DAYS)).isEmpty();
            assertThat(given(THREE_DAYS, REGISTERED, FORGOTTEN, REGISTERED).watch().silence(later, THREE_DAYS))
                    .hasValueSatisfying(alert -> assertThat(alert.since()).isEqualTo(START.plus(Duration.ofHours(2)).plus(Duration.ofDays(3))));
        }

        @Test
        void isNotToldUnlessAsked() {
            assertThat(given(REGISTERED).watch().silence(START.plus(Duration.ofDays(999)), AlertRules.DEFAULT)).isEmpty();
        }
    }

    @Test
    void whatFiresOfADatabaseThatIsForgottenIsOver() {
        assertThat(given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, look(Verdict.UNKNOWN, A, Claim.WRONG), FORGOTTEN)
                        .then("+revision-failed/shop/b", "+claim-wrong/shop", "+drift/shop",
                                "-claim-wrong/shop", "-drift/shop", "-revision-failed/shop/b")
                        .last())
                .isEqualTo("the database was forgotten: sold");
        given(REGISTERED, STARTED, failed("1", "b"), ENDED_AT_A, FORGOTTEN, REGISTERED, look(Verdict.EXACT, C, Claim.AGREES))
                .then("+revision-failed/shop/b", "-revision-failed/shop/b");
    }

    @Test
    void whatIsOffDoesNotFireAndASeverityIsAsConfigured() {
        var rules = new AlertRules(Map.of(Rule.DRIFT, Severity.CRITICAL), Optional.empty());
        var given = given(rules, REGISTERED, look(Verdict.UNKNOWN, A, Claim.WRONG)).then("+drift/shop");
        assertThat(given.changes().getFirst().alert().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(given.changes().getFirst().alert().description())
                .contains(new Description("shop", "prod", "postgresql", "shop@db1", Map.of("region", "eu")));
    }

    @Test
    void whatResolvesIsTheAlertAsItFired() {
        var changes = given(REGISTERED, look(Verdict.EXACT, A, Claim.WRONG),
                        new DatabaseEvent.Redescribed("shop", "test", "postgresql", "shop@db2", Map.of()),
                        look(Verdict.EXACT, A, Claim.AGREES))
                .changes();
        assertThat(changes.getLast().alert()).isEqualTo(changes.getFirst().alert());
    }

    private static DatabaseEvent refused() {
        return new DatabaseEvent.Refused("up", "LDG505", "no");
    }

    private static DatabaseEvent confirmed() {
        return new DatabaseEvent.DetectionConfirmed("x");
    }

    private static DatabaseEvent look(Verdict verdict, State state, Claim claim) {
        return new DatabaseEvent.Detected(new Detection(
                verdict, state, List.of(), claim, C, List.of(), List.of(), List.of(), "empty", "x"));
    }

    private static Detection differing(String table) {
        return differing(table, Tier.HARD);
    }

    private static Detection differing(String table, Tier tier) {
        var extra = new Difference(Difference.Change.EXTRA, new FactKey(ObjectKind.TABLE, table), "", "table", tier, "");
        return new Detection(
                tier == Tier.HARD ? Verdict.DRIFTED : Verdict.EXACT, A, List.of(), Claim.AGREES, A, List.of(), List.of(extra), List.of(), "empty", "x");
    }

    private static DatabaseEvent failed(String attempt, String revision) {
        return new DatabaseEvent.RevisionFailed(attempt, revision, failure());
    }

    private static Failure failure() {
        return new Failure(3, 41, "42P07", "relation \"t\" already exists");
    }

    private static DatabaseEvent applied(String attempt, String revision) {
        return new DatabaseEvent.RevisionApplied(attempt, revision, "d", 1, 5, false);
    }

    private static DatabaseEvent started(String attempt, State from, State to, String... revisions) {
        return new DatabaseEvent.ApplyStarted(attempt, plan(from, to, revisions), Optional.empty());
    }

    private static Plan plan(State from, State to, String... revisions) {
        return new Plan(from, to,
                Arrays.stream(revisions).map(r -> new Step(r, Kind.SCHEMA, true, 1, "d", List.of())).toList(), "p");
    }
}
