package dev.migrationledger.core.rollout;

import static dev.migrationledger.core.rollout.Given.given;
import static dev.migrationledger.core.rollout.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.rollout.RolloutCommand.Abort;
import dev.migrationledger.core.rollout.RolloutCommand.Approve;
import dev.migrationledger.core.rollout.RolloutCommand.Pause;
import dev.migrationledger.core.rollout.RolloutCommand.Plan;
import dev.migrationledger.core.rollout.RolloutCommand.Resume;
import dev.migrationledger.core.rollout.RolloutState.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutDeciderTest {
    private static final Given RUNNING = given(PLANNED, APPROVED, RESUMED);
    private static final Resume RESUME = new Resume("r2");

    @Test
    void nothingRunsWithoutApproval() {
        given().when(new Plan(PLANNED)).then(PLANNED).when(new Resume("r1")).thenRejected("LDG874");
        given(PLANNED).when(start("x")).thenRejected("LDG874");
        given(PLANNED).when(new Pause("")).thenRejected("LDG874");
    }

    @Test
    void aPlanIsWrittenOnceAndHasAReason() {
        given(PLANNED).when(new Plan(PLANNED)).thenNothingHappened();
        given(PLANNED).when(new Plan(planned(1))).thenRejected("LDG883");
        given().when(new Plan(new RolloutEvent.Planned(
                        "heads", PLANNED.targets(), PLANNED.plans(), 0, 1, "all", ANA, " ")))
                .thenRejected("LDG880");
        given().when(new Plan(new RolloutEvent.Planned("heads", List.of(), List.of(), 0, 1, "all", ANA, "why")))
                .thenRejected("LDG881");
        given().when(new Plan(planned(-1))).thenRejected("LDG881");
        given().when(new Approve("all", BEN, false)).thenRejected("LDG873");
    }

    @Test
    void anotherPersonApprovesWhatWasPlanned() {
        given(PLANNED).when(new Approve("all", BEN, false)).then(APPROVED).when(new Approve("all", BEN, false)).thenNothingHappened();
        given(PLANNED).when(new Approve("other", BEN, false)).thenRejected("LDG876");
    }

    @Test
    void theAuthorMustInsistUnderWhateverName() {
        var disguised = new Person("ben", "os-user ana");
        given(PLANNED).when(new Approve("all", ANA, false)).thenRejected("LDG875");
        given(PLANNED).when(new Approve("all", disguised, false)).thenRejected("LDG875");
        given(PLANNED).when(new Approve("all", new Person("ana", "os-user x"), false)).thenRejected("LDG875");
        given(PLANNED).when(new Approve("all", disguised, true)).then(new RolloutEvent.Approved("all", disguised, true));
    }

    @Test
    void aWaveBeginsWhenTheOneBeforeIsDone() {
        RUNNING.when(start("y")).thenRejected("LDG882");
        RUNNING.and(started("x")).when(start("y")).thenRejected("LDG882");
        RUNNING.and(started("x"), done("x")).when(start("y")).then(started("y"));
    }

    @Test
    void noMoreAreUnderWayThanMay() {
        var one = new RolloutEvent.Planned(
                "heads", PLANNED.targets(), PLANNED.plans(), 0, 1, "all", ANA, "spring");
        given(one, APPROVED, RESUMED, started("x"), done("x"), started("y")).when(start("z")).thenRejected("LDG882");
    }

    @Test
    void theLastDatabaseEndsIt() {
        var last = RUNNING.and(started("x"), done("x"), started("y"), started("z"), done("y"));
        var end = last.when(finish("z", Outcome.UPGRADED)).then(done("z"), new RolloutEvent.Finished(List.of()));
        end.when(RESUME).thenRejected("LDG878");
        end.when(new Abort("late")).thenRejected("LDG878");
        assertThat(end.state().wave()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = {"FAILED", "UNVERIFIED", "REFUSED", "LOCKED"})
    void oneStopTooManyHaltsIt(Outcome outcome) {
        var stopped = new RolloutEvent.DatabaseFinished("r1", "x", 1, outcome, Optional.of(STOP));
        RUNNING.and(started("x"))
                .when(finish("x", outcome))
                .then(stopped, new RolloutEvent.Halted(1, 0, List.of(new Stopped("x", 1, outcome, STOP))));
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = {"UPGRADED", "UNCHANGED", "STAMPED"})
    void goodOutcomesDoNot(Outcome outcome) {
        RUNNING.and(started("x"))
                .when(finish("x", outcome))
                .then(new RolloutEvent.DatabaseFinished("r1", "x", 1, outcome, Optional.empty()));
    }

    @Test
    void whatRunsWhileItHaltsEndsAndNothingElseIsBegun() {
        var halted = RUNNING.and(started("x"), done("x"), started("y"), failed("y"), halted(2, "y"));
        halted.when(start("z")).thenRejected("LDG877");
        var both = RUNNING.and(started("x"), done("x"), started("y"), started("z"), failed("y"), halted(2, "y"));
        both.when(finish("z", Outcome.UPGRADED)).then(done("z"));
        both.when(finish("z", Outcome.FAILED)).then(failed("z"));
    }

    @Test
    void aResumedOneTriesWhatStoppedAgainAndNotWhatIsDone() {
        var resumed = RUNNING.and(started("x"), done("x"), started("y"), started("z"), failed("y"), halted(2, "y"), done("z"))
                .when(RESUME)
                .then(RESUMED_AGAIN);
        assertThat(resumed.state().waiting()).extracting(Target::database).containsExactly("y");
        assertThat(resumed.state().stopped()).isEmpty();
        resumed.when(new RolloutCommand.Start("r2", "x")).thenRejected("LDG882");
        resumed.when(new RolloutCommand.Start("r2", "y")).then(started("r2", "y"));
    }

    @Test
    void whatWasUnderWayWhenItsProcessDiedIsBegunAgain() {
        var resumed = RUNNING.and(started("x")).when(RESUME).then(RESUMED_AGAIN);
        assertThat(resumed.state().waiting()).extracting(Target::database).containsExactly("x");
        resumed.when(start("x")).thenRejected("LDG879");
        resumed.when(finish("x", Outcome.UPGRADED)).thenRejected("LDG879");
        resumed.when(new RolloutCommand.Start("r2", "x")).then(started("r2", "x"));
    }

    @Test
    void stopsWithinTheBudgetDoNotHaltItAndAreListedAtTheEnd() {
        var end = given(planned(1), APPROVED, RESUMED, started("x"))
                .when(finish("x", Outcome.FAILED))
                .then(failed("x"))
                .and(started("y"), done("y"), started("z"));
        end.when(finish("z", Outcome.UPGRADED))
                .then(done("z"), new RolloutEvent.Finished(List.of(new Stopped("x", 1, Outcome.FAILED, STOP))));
    }

    @Test
    void aPauseLetsWhatRunsEndAndBeginsNothing() {
        var paused = RUNNING.and(started("x"), done("x"), started("y")).when(new Pause("peak")).then(new RolloutEvent.Paused("peak"));
        paused.when(new Pause("again")).thenNothingHappened();
        paused.when(start("z")).thenRejected("LDG877");
        paused.when(finish("y", Outcome.UPGRADED)).then(done("y")).when(RESUME).then(RESUMED_AGAIN);
        paused.when(finish("y", Outcome.FAILED)).then(failed("y"), halted(2, "y"));
    }

    @Test
    void anAbortIsFinalYetWhatRanIsStillTold() {
        var aborted = RUNNING.and(started("x")).when(new Abort("no")).then(new RolloutEvent.Aborted("no"));
        aborted.when(RESUME).thenRejected("LDG878");
        aborted.when(start("x")).thenRejected("LDG878");
        aborted.when(new Approve("all", BEN, false)).thenRejected("LDG878");
        aborted.when(new Pause("")).thenRejected("LDG878");
        aborted.when(new Abort("no")).thenNothingHappened();
        assertThat(aborted.when(finish("x", Outcome.FAILED)).then(failed("x")).state().phase()).isEqualTo(Phase.ABORTED);
        RUNNING.when(new Abort(" ")).thenRejected("LDG880");
    }

    @Test
    void aDatabaseEndsOnceAndSaysWhyItStopped() {
        RUNNING.when(finish("x", Outcome.UPGRADED)).thenRejected("LDG882");
        RUNNING.and(started("x"), done("x")).when(finish("x", Outcome.UPGRADED)).thenNothingHappened();
        RUNNING.and(started("x"))
                .when(new RolloutCommand.Finish("r1", "x", Outcome.FAILED, Optional.empty()))
                .thenRejected("LDG882");
        RUNNING.and(started("x")).when(start("x")).thenNothingHappened();
        RUNNING.when(start("elsewhere")).thenRejected("LDG882");
    }
}
