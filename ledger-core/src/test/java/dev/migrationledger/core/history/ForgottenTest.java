package dev.migrationledger.core.history;

import static dev.migrationledger.core.history.Given.given;
import static dev.migrationledger.core.history.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForgottenTest {
    private static final DatabaseEvent FORGOTTEN = new DatabaseEvent.Forgotten("sold to another team");
    private static final DatabaseCommand FORGET = new DatabaseCommand.Forget("sold to another team");
    private static final DatabaseCommand AGAIN = new DatabaseCommand.Register(SHOP, Optional.of(HERE));
    private static final DatabaseEvent REACHED = new DatabaseEvent.Identified(HERE);

    private static Given used() {
        return given(
                REGISTERED,
                new DatabaseEvent.Identified(HERE),
                AT_A,
                STARTED,
                applied("1", "b"),
                failed("1", "c"),
                new DatabaseEvent.ApplyFinished("1", "failed", B),
                new DatabaseEvent.SeedApplied("s", "1", 3, List.of()),
                new DatabaseEvent.Detected(DIFFERING),
                new DatabaseEvent.DriftAccepted(DRIFT, 1, "it helps"));
    }

    @Test
    void nothingIsKnownOfItFromThenOn() {
        var state = used().when(FORGET).then(FORGOTTEN).state();
        assertThat(state.isRegistered()).isFalse();
        assertThat(state.forgotten()).isTrue();
        assertThat(state.starts()).isEmpty();
        assertThat(state.identity()).isEmpty();
        assertThat(state.applied()).isEmpty();
        assertThat(state.seeds()).isEqualTo(Seeds.NONE);
        assertThat(state.acceptedDrift()).isEmpty();
    }

    @Test
    void aReasonIsDemandedAndOnceIsEnough() {
        used().when(new DatabaseCommand.Forget(" ")).thenRejected("LDG511");
        used().when(FORGET).then(FORGOTTEN).when(FORGET).thenNothingHappened();
        given().when(FORGET).thenRejected("LDG500");
    }

    @Test
    void whatIsOpenIsEndedFirst() {
        var running = given(REGISTERED, AT_A, STARTED);
        running.when(FORGET).thenRejected("LDG981");
        running.when(new DatabaseCommand.FinishApply("1", "interrupted", A))
                .then(new DatabaseEvent.ApplyFinished("1", "interrupted", A))
                .when(FORGET)
                .then(FORGOTTEN);
        given(REGISTERED, AT_A, STARTED, UNKNOWN, new DatabaseEvent.ApplyFinished("1", "interrupted", A))
                .when(FORGET)
                .thenRejected("LDG503");
        given(REGISTERED, EMPTY, new DatabaseEvent.InstallStarted("dump", "d")).when(FORGET).thenRejected("LDG514");
    }

    /** Nobody can wait for it, look into it or drop it any more. */
    @Test
    void whatIsOpenInADatabaseThatIsGoneForGoodIsNotedAndDoesNotKeepIt() {
        var gone = new DatabaseCommand.Forget("sold to another team", true);
        var attempt = new DatabaseEvent.LeftOpen(Optional.of("1"), Optional.empty());
        var since = given(REGISTERED, AT_A, STARTED).when(gone).then(attempt, FORGOTTEN);
        given(REGISTERED, AT_A, STARTED, UNKNOWN).when(gone).then(attempt, FORGOTTEN);
        given(REGISTERED, AT_A, STARTED, UNKNOWN, new DatabaseEvent.ApplyFinished("1", "interrupted", A))
                .when(gone)
                .then(attempt, FORGOTTEN);
        given(REGISTERED, EMPTY, new DatabaseEvent.InstallStarted("dump", "d"))
                .when(gone)
                .then(new DatabaseEvent.LeftOpen(Optional.empty(), Optional.of("dump")), FORGOTTEN);
        used().when(gone).then(FORGOTTEN).when(gone).thenNothingHappened();
        used().when(new DatabaseCommand.Forget(" ", true)).thenRejected("LDG511");

        var late = new DatabaseCommand.RecordStepOutcomes("1", List.of(applied("1", "b")));
        since.when(late).thenRejected("LDG980");
        since.when(AGAIN).then(REGISTERED, REACHED).when(late).thenRejected("LDG506");
    }

    @Test
    void lookingDoesNotBringItBack() {
        var forgotten = given(REGISTERED, AT_A, FORGOTTEN);
        forgotten.when(new DatabaseCommand.Register(SHOP)).thenRejected("LDG980");
        forgotten.when(new DatabaseCommand.RecordDetection(DIFFERING)).thenRejected("LDG980");
    }

    @Test
    void usedAgainItIsRegisteredAnewWhateverItWas() {
        var elsewhere = new Description("another", "test", "sqlite", "elsewhere", Map.of());
        var again = new DatabaseEvent.Registered("another", "test", "sqlite", "elsewhere", Map.of());
        var server = new TargetIdentity("another", "server");
        var state = used().when(FORGET)
                .then(FORGOTTEN)
                .when(new DatabaseCommand.Register(elsewhere, Optional.of(server)))
                .then(again, new DatabaseEvent.Identified(server))
                .state();
        assertThat(state.forgotten()).isFalse();
        assertThat(state.description()).contains(elsewhere);
        assertThat(state.applied()).isEmpty();
        assertThat(state.seeds()).isEqualTo(Seeds.NONE);
        assertThat(state.expected()).isEmpty();
        given(REGISTERED, FORGOTTEN).when(AGAIN).then(REGISTERED, REACHED).when(AGAIN).thenNothingHappened();
    }

    /** What ran in it is still in it. */
    @Test
    void whereTheSameDatabaseComesBackWhatRanInItIsKnownAgain() {
        var back = used().when(FORGET).then(FORGOTTEN).when(AGAIN).then(REGISTERED, REACHED);
        assertThat(back.state().applied()).containsOnlyKeys("b");
        assertThat(back.state().seeds().hasApplied("s", "1")).isTrue();
        assertThat(back.state().expected()).isEmpty();
        assertThat(back.when(FORGET).then(FORGOTTEN).when(AGAIN).then(REGISTERED, REACHED).state().seeds().hasApplied("s", "1")).isTrue();
        back.when(new DatabaseCommand.RecordDetection(seen(Verdict.EMPTY, State.EMPTY))).then(EMPTY);
        assertThat(DatabaseDecider.evolve(back.state(), EMPTY).seeds()).as("emptied meanwhile").isEqualTo(Seeds.NONE);
    }

    /** Before the first revision runs nobody notes which database it is: then what might be in counts as in. */
    @Test
    void halfADumpIsNotForgottenWithItsDatabase() {
        var dump = new DatabaseEvent.InstallStarted("dump", "d");
        var left = new DatabaseEvent.LeftOpen(Optional.empty(), Optional.of("dump"));
        var back = given(REGISTERED, EMPTY, dump, AT_A, left, FORGOTTEN).when(AGAIN).then(REGISTERED, REACHED);
        assertThat(DatabaseDecider.unfinishedInstall(back.state())).isPresent();
        assertThat(DatabaseDecider.unfinishedInstall(DatabaseDecider.evolve(back.state(), EMPTY))).isEmpty();
        var known = given(REGISTERED, new DatabaseEvent.Identified(new TargetIdentity("1", "3")), EMPTY, dump, AT_A, left, FORGOTTEN);
        assertThat(DatabaseDecider.unfinishedInstall(known.when(AGAIN).then(REGISTERED, REACHED).state())).as("in another one").isEmpty();
    }

    /** The database may still be there, with the highest fence that it was ever given. */
    @Test
    void noFenceIsGivenTwice() {
        var before = given(REGISTERED, new DatabaseEvent.LedgerBehind(3, 40), AT_A, new DatabaseEvent.Stamped(State.EMPTY, A, false, "a"));
        var after = before.when(FORGET).then(FORGOTTEN).when(AGAIN).then(REGISTERED, REACHED);
        assertThat(after.state().fence(5)).isEqualTo(45).isGreaterThan(before.state().fence(3));
    }
}
