package dev.migrationledger.app.simulation;

import dev.migrationledger.app.execution.Interruption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One executor: it may die at any of its calls, and then does nothing more. */
final class SimulatedProcess {
    private final String name;
    private final Scheduler scheduler;
    private final Trace trace;
    private final Faults faults;
    private final Dice dice;
    private final List<SimulatedSession> sessions = new ArrayList<>();
    private final Interruption interruption = new VirtualInterruption();
    private boolean alive = true;

    SimulatedProcess(String name, Scheduler scheduler, Trace trace, Faults faults, Dice dice) {
        this.name = name;
        this.scheduler = scheduler;
        this.trace = trace;
        this.faults = faults;
        this.dice = dice;
    }

    /** Nothing in the program catches it; what it does on the way out touches nothing. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** Pauses in the simulation's time. */
    private final class VirtualInterruption extends Interruption {
        @Override
        public boolean pause(Duration duration) {
            check();
            scheduler.pause(duration.toMillis());
            check();
            return !requested();
        }
    }

    Interruption interruption() {
        return interruption;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Faults faults() {
        return faults;
    }

    Dice dice() {
        return dice;
    }

    void opened(SimulatedSession session) {
        sessions.add(session);
    }

    /** Where others may go on, and where this process may find itself dead. */
    void step() {
        check();
        scheduler.step();
        check();
    }

    void check() {
        if (!alive) {
            throw new Killed();
        }
    }

    Killed die() {
        end();
        return new Killed();
    }

    /** From outside; its own thread finds out at its next call. */
    void end() {
        if (alive) {
            alive = false;
            say("dies");
            sessions.forEach(SimulatedSession::leave);
        }
    }

    void say(String what) {
        trace.say(name, what);
    }

    @Override
    public String toString() {
        return name;
    }
}
