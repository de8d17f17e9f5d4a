package dev.migrationledger.app.simulation;

import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.StatementFailure.Kind;
import java.util.List;
import java.util.function.Supplier;

/** What lies between a process and its backend: each call over it is where things go wrong. */
final class Wire {
    private static final List<Integer> NOTICED_AFTER = List.of(0, 0, 0, 200, 3_000, 40_000);
    private static final List<Integer> GOES_ON_FOR = List.of(5, 200, 3_000, 20_000, 90_000);
    private static final List<Integer> DOWN_FOR = List.of(0, 500, 20_000);
    private static final int ABOUT_TIME = 40;
    private static final int ABOUT_NOTICE = 41;
    private static final int ABOUT_LOSS = 42;
    private static final int LONG_LOCK = 2_000;

    private final SimulatedProcess process;
    private final SimulatedServer server;
    private final Backend backend;
    private boolean connected = true;

    Wire(SimulatedProcess process, SimulatedServer server, Backend backend) {
        this.process = process;
        this.server = server;
        this.backend = backend;
    }

    /** @param mayFail whether the server may refuse it, or a lock that it wants may be held */
    record Request(String what, boolean mayFail, boolean inAnyState, List<Runnable> afterTheClient) {
        static Request reading(String what) {
            return new Request(what, false, false, List.of());
        }

        static Request writing(String what) {
            return new Request(what, true, false, List.of());
        }

        /** Of a transaction or a session, however it stands. */
        static Request ending(String what) {
            return new Request(what, false, true, List.of());
        }

        /** @param steps what the server does in any case once it was asked, in its own time */
        static Request goingOn(String what, List<Runnable> steps) {
            return new Request(what, true, false, steps);
        }
    }

    boolean isConnected() {
        return connected;
    }

    <T> T ask(Request request, Supplier<T> work) {
        process.step();
        requireLife();
        if (backend.isAborted() && !request.inAnyState()) {
            throw refused("25P02", "the transaction is aborted");
        }
        var fault = process.faults().ofTarget(process.scheduler().steps(), request.what(), !request.afterTheClient().isEmpty());
        if (fault != Fault.NONE) {
            process.say(backend + " " + request.what() + " " + fault);
        }
        before(fault, request);
        var answer = work.get();
        after(fault);
        process.say(backend + " " + request.what() + (answer instanceof Boolean b ? " " + b : ""));
        return answer;
    }

    private void before(Fault fault, Request request) {
        switch (fault) {
            case DIE_BEFORE -> throw process.die();
            case DIE_DURING -> {
                goOn(request.afterTheClient());
                throw process.die();
            }
            case CUT_BEFORE -> {
                leave();
                throw lost();
            }
            case CUT_DURING -> {
                goOn(request.afterTheClient());
                throw lost();
            }
            case CRASH_BEFORE -> {
                server.crash(roll(DOWN_FOR, ABOUT_TIME));
                throw lost();
            }
            case FAIL_OVER -> {
                server.failOver(1 + process.dice().below(3, steps(), ABOUT_LOSS), roll(DOWN_FOR, ABOUT_TIME));
                throw lost();
            }
            case LOCKED -> {
                if (request.mayFail()) {
                    pause(LONG_LOCK);
                    backend.abort();
                    throw locked();
                }
            }
            case REFUSED -> {
                if (request.mayFail()) {
                    backend.abort();
                    throw refused("53100", "the simulated disk is full");
                }
            }
            case UNLOCKED -> server.unlockAll(backend);
            case INTERRUPTED -> {
                process.interruption().request();
                if (request.mayFail()) {
                    backend.abort();
                    throw new StatementFailed(new StatementFailure(Kind.CANCELLED, "57014", "cancelled", List.of()));
                }
            }
            case NONE, DIE_AFTER, CUT_AFTER, CRASH_AFTER, RESTORED -> {}
        }
    }

    private void after(Fault fault) {
        switch (fault) {
            case DIE_AFTER -> throw process.die();
            case CUT_AFTER -> {
                leave();
                throw lost();
            }
            case CRASH_AFTER -> {
                server.crash(roll(DOWN_FOR, ABOUT_TIME));
                throw lost();
            }
            case NONE, DIE_BEFORE, DIE_DURING, CUT_BEFORE, CUT_DURING, CRASH_BEFORE, FAIL_OVER, LOCKED, REFUSED,
                    UNLOCKED, INTERRUPTED, RESTORED -> {}
        }
    }

    /** For words that never fail, such as a rollback. @return whether they arrived */
    boolean tell(String what, Runnable work) {
        if (!connected) {
            return false;
        }
        try {
            ask(Request.ending(what), () -> {
                work.run();
                return what;
            });
            return true;
        } catch (StatementFailed e) {
            return false;
        }
    }

    /** Waits in the midst of a call; the world goes on meanwhile. */
    void pause(long millis) {
        process.scheduler().pause(millis);
        process.check();
        requireLife();
    }

    private void requireLife() {
        if (!connected || !backend.isAlive()) {
            connected = false;
            throw lost();
        }
    }

    /** The client is gone, and sooner or later the server notices. */
    void leave() {
        if (connected) {
            connected = false;
            int notices = roll(NOTICED_AFTER, ABOUT_TIME);
            if (notices == 0) {
                backend.end();
            } else {
                process.scheduler().later(notices, backend::end);
            }
        }
    }

    /** The client is gone, and the server goes on with what it was asked. */
    private void goOn(List<Runnable> steps) {
        connected = false;
        boolean notices = steps.size() > 1 && process.dice().oneIn(2, steps(), ABOUT_NOTICE);
        later(notices ? steps.subList(0, 1) : steps);
    }

    private void later(List<Runnable> steps) {
        process.scheduler().later(roll(GOES_ON_FOR, ABOUT_TIME + steps.size() * 10), () -> {
            if (!backend.isAlive()) {
                return;
            }
            if (steps.isEmpty()) {
                backend.end();
            } else {
                process.say(backend + " goes on without its client");
                steps.getFirst().run();
                later(steps.subList(1, steps.size()));
            }
        });
    }

    private long steps() {
        return process.scheduler().steps();
    }

    private int roll(List<Integer> of, int about) {
        return process.dice().one(of, steps(), about);
    }

    private static StatementFailed lost() {
        return new StatementFailed(new StatementFailure(Kind.LOST, "08006", "the simulated connection broke", List.of()));
    }

    static StatementFailed locked() {
        return new StatementFailed(new StatementFailure(Kind.LOCKED, "55P03", "lock timeout", List.of()));
    }

    static StatementFailed refused(String state, String message) {
        return new StatementFailed(new StatementFailure(Kind.REFUSED, state, message, List.of()));
    }
}
