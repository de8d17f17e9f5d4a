package dev.migrationledger.app.simulation;

import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that one seed simulates. */
final class World {
    private static final int ABOUT_LEAK = 88;
    private static final int ABOUT_MOVE = 91;
    private static final int ABOUT_HAND = 94;
    private static final long FOR_GOOD = Long.MAX_VALUE / 4;

    private final Dice dice;
    private final Mutant mutant;
    private final Scheduler scheduler;
    private final Trace trace;
    private final Faults faults;
    private final Project project;
    private final boolean leaky;
    private final boolean meddled;
    private final boolean keepsSessionLocks;
    private final Oracle oracle;
    private final SimulatedStore store = new SimulatedStore();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private SimulatedServer server;
    private int attempts;
    private int moves;

    /**
     * @param leftOut steps at which no fault happens
     * @param meddled whether a person writes into the own tables: no claim can be relied on
     */
    World(long seed, Mutant mutant, Set<Long> leftOut, boolean meddled) {
        this.dice = new Dice(seed);
        this.mutant = mutant;
        this.scheduler = new Scheduler(dice);
        this.trace = new Trace(scheduler);
        this.meddled = meddled;
        this.leaky = !meddled && dice.oneIn(3, 0, ABOUT_LEAK);
        this.faults = new SeededFaults(dice, leftOut, leaky);
        this.project = meddled ? Projects.thatShows(dice) : Projects.of(dice, leaky);
        this.keepsSessionLocks = !leaky || dice.oneIn(2, 0, ABOUT_LEAK + 1);
        this.oracle = new Oracle(this);
        this.server = first();
    }

    /** A world in which just that goes wrong. */
    World(Project project, Faults faults) {
        this.dice = new Dice(0);
        this.mutant = Mutant.NONE;
        this.scheduler = new Scheduler(dice);
        this.trace = new Trace(scheduler);
        this.leaky = false;
        this.meddled = false;
        this.faults = faults;
        this.project = project;
        this.keepsSessionLocks = true;
        this.oracle = new Oracle(this);
        this.server = first();
    }

    private SimulatedServer first() {
        return new SimulatedServer(new TargetIdentity("7001", "16384"), new Content(), keepsSessionLocks, scheduler, oracle);
    }

    /** Whether session locks can be lost, or are none at all: then effects are promised to be in once, records are not. */
    boolean isLeaky() {
        return leaky;
    }

    boolean isMeddled() {
        return meddled;
    }

    Mutant mutant() {
        return mutant;
    }

    Dice dice() {
        return dice;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Trace trace() {
        return trace;
    }

    Faults faults() {
        return faults;
    }

    Project project() {
        return project;
    }

    Oracle oracle() {
        return oracle;
    }

    SimulatedStore store() {
        return store;
    }

    SimulatedServer server() {
        return server;
    }

    SimulatedProcess process(String name) {
        var process = new SimulatedProcess(name, scheduler, trace, faults, dice);
        processes.add(process);
        return process;
    }

    WorkingLedger ledger(SimulatedProcess process) {
        return mutant.ledger(new SimulatedLedger(this, process, new SimulatedEngine(process, this)), this);
    }

    String newAttempt() {
        return "a" + ++attempts;
    }

    /** A person writes over the claim, or deletes it with all that says which database this is. */
    void meddle() {
        var heads = new ArrayList<State>(List.of(State.EMPTY, State.of("nobody")));
        project.graph().inOrder().forEach(revision -> heads.add(State.of(revision.id())));
        int choice = dice.below(heads.size() + 2, scheduler.steps(), ABOUT_HAND);
        boolean deletes = choice >= heads.size();
        trace.say("somebody", deletes ? "deletes the registration" : "writes " + heads.get(choice) + " over the claim");
        server.byHand(SimulatedSession.IDENTITY_ROW, content -> {
            if (deletes) {
                content.registration = Optional.empty();
            } else {
                content.heads(heads.get(choice));
            }
        });
    }

    /** From a backup; whoever was connected dies. */
    void restoreStore(int length) {
        trace.say("store", "is restored to " + length + " of " + store.size() + " events");
        processes.forEach(SimulatedProcess::end);
        store.restore(length);
        oracle.onStoreRestored();
    }

    /** A person brings the database back elsewhere, from a copy that may be older; the old place is switched off. */
    void move() {
        move(dice.below(3, scheduler.steps(), ABOUT_MOVE));
    }

    /** @param commits how much older the copy is */
    void move(int commits) {
        var old = server;
        var content = old.backup(commits);
        old.crash(FOR_GOOD);
        var system = dice.oneIn(2, scheduler.steps(), ABOUT_MOVE + 1) ? "7001" : "70" + ++moves + "1";
        server = new SimulatedServer(new TargetIdentity(system, "2000" + ++moves), content, keepsSessionLocks, scheduler, oracle);
        if (commits > 0) {
            oracle.onWentBack();
        }
        oracle.onMoved();
        trace.say("server", "is moved to " + server.identity() + ", without the last " + commits + " commits");
    }
}
