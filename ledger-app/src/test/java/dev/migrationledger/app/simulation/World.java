package dev.migrationledger.app.simulation;

import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that one seed simulates. */
final class World {
    private static final int ABOUT_LEAK = 88;
    private static final int ABOUT_MOVE = 91;
    private static final long FOR_GOOD = Long.MAX_VALUE / 4;

    private final Dice dice;
    private final Mutant mutant;
    private final Scheduler scheduler;
    private final Trace trace;
    private final Faults faults;
    private final Project project;
    private final boolean leaky;
    private final boolean keepsSessionLocks;
    private final Oracle oracle;
    private final SimulatedStore store = new SimulatedStore();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private SimulatedServer server;
    private int attempts;
    private int moves;

    /** @param leftOut steps at which no fault happens */
    World(long seed, Mutant mutant, Set<Long> leftOut) {
        this.dice = new Dice(seed);
        this.mutant = mutant;
        this.scheduler = new Scheduler(dice);
        this.trace = new Trace(scheduler);
        this.leaky = dice.oneIn(3, 0, ABOUT_LEAK);
        this.faults = new SeededFaults(dice, leftOut, leaky);
        this.project = Projects.of(dice, leaky);
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
