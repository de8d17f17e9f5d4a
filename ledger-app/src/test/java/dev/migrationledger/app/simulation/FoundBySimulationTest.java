package dev.migrationledger.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What seeds once showed, told with as few faults as it takes. */
class FoundBySimulationTest {
    private final ScriptedFaults faults = new ScriptedFaults();

    private World world(Projects.Sort... sorts) {
        return new World(Projects.line(List.of(sorts)), faults);
    }

    private void play(World world, Runnable... acts) {
        world.scheduler().run(List.of(() -> List.of(acts).forEach(Runnable::run)));
        assertThat(faults.open()).as(String.join("\n", world.trace().lines())).isEmpty();
        world.oracle().atTheEnd();
        assertThat(world.oracle().violations()).as(String.join("\n", world.trace().lines())).isEmpty();
    }

    @Test
    void whatADeadRunDidIsRecordedAlthoughTheNextCouldNotLook() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA);
        var person = new Operator(world, "p");
        faults.then("claim r1", Fault.NONE).then("keepFence", Fault.DIE_BEFORE).then("raiseFence", Fault.CUT_BEFORE);
        play(world, person::up, person::up, person::finish);
    }

    @Test
    void aCommitThatNeverAnswersIsAskedForByTheNextRun() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA);
        var person = new Operator(world, "p");
        faults.then("claim r1", Fault.NONE).then("commit", Fault.CUT_AFTER).then("tryLock", Fault.CUT_BEFORE);
        play(world, person::up, person::finish);
    }

    @Test
    void aPlanThatEndsBelowARevisionThatRunsNothingIsGoneOnWith() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA, Projects.Sort.COLUMN, Projects.Sort.NOTHING);
        var person = new Operator(world, "p");
        faults.then("append [RevisionApplied", Fault.DIE_BEFORE);
        play(world, () -> person.up("r3"), person::finish);
    }

    @Test
    void aRevisionBetweenItsStatementsIsGoneOnWithBelowOneThatRunsNothing() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.INDEX, Projects.Sort.NOTHING);
        var person = new Operator(world, "p");
        faults.then("mark r2/2 DONE", Fault.NONE).then("commit", Fault.CUT_AFTER);
        play(world, person::up, person::finish);
    }

    @Test
    void whatADatabaseLostRunsAgainAlthoughItsSchemaDoesNotShowIt() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA, Projects.Sort.DATA);
        var person = new Operator(world, "p");
        faults.then("append [RevisionApplied", Fault.NONE).then("raiseFence", Fault.DIE_BEFORE);
        play(world, () -> person.up("r2"), person::up, () -> world.server().failOver(1, 0), person::finish);
    }

    @Test
    void aPlanDoesNotRunInAnotherDatabaseThanTheOneThatWasLookedAt() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA, Projects.Sort.DATA, Projects.Sort.DATA);
        var person = new Operator(world, "p");
        faults.then("append [ApplyStarted", Fault.NONE)
                .then("append [ApplyStarted", () -> world.server().failOver(2, 0));
        play(world, () -> person.up("r3"), person::up, person::finish);
    }

    @Test
    void whatADatabaseLostIsNotTakenBack() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA, Projects.Sort.DATA);
        var person = new Operator(world, "p");
        faults.then("append [RevertStarted", Fault.DIE_AFTER);
        play(world, person::up, () -> person.revert("base"), () -> world.server().failOver(1, 0), person::finish);
    }

    @Test
    void whatADatabaseLostHalfOfIsFinishedAndNotTakenBack() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.INDEX);
        var person = new Operator(world, "p");
        faults.then("append [RevertStarted", Fault.DIE_AFTER);
        play(world, person::up, () -> person.revert("base"), () -> world.server().failOver(1, 0), person::finish);
    }

    @Test
    void aRevisionBetweenItsStatementsIsGoneOnWithAboveOneThatRunsNothing() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.NOTHING, Projects.Sort.INDEX);
        var person = new Operator(world, "p");
        faults.then("append [ApplyStarted", Fault.NONE)
                .then("append [ApplyStarted", Fault.DIE_AFTER)
                .then("mark r3/2 BEGUN", Fault.CUT_BEFORE);
        play(
                world,
                () -> person.up("r2"),
                person::up,
                () -> world.server().failOver(1, 0),
                person::up,
                person::finish);
    }

    @Test
    void confirmingAMoveThatOnlyTheLedgerForgotLeavesTheFence() {
        var world = world(Projects.Sort.TABLE, Projects.Sort.DATA);
        var person = new Operator(world, "p");
        play(
                world,
                () -> person.up("r1"),
                () -> world.move(0),
                () -> {
                    int before = world.store().size();
                    person.repair();
                    person.up();
                    world.restoreStore(before);
                },
                person::repair,
                person::finish);
    }

    @Test
    void aConnectionThatBreaksOutsideOfARunIsNoSurprise() {
        var world = world(Projects.Sort.TABLE);
        var person = new Operator(world, "p");
        faults.then("registration", Fault.CUT_BEFORE).then("tryReserve", Fault.CUT_AFTER);
        play(world, person::up, person::up, person::finish);
    }
}
