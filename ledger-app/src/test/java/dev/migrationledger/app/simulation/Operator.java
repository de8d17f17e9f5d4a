package dev.migrationledger.app.simulation;

import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.RepairDatabase;
import dev.migrationledger.app.operation.ResolveDatabase;
import dev.migrationledger.app.operation.RevertDatabase;
import dev.migrationledger.app.operation.UpDatabase;
import dev.migrationledger.app.operation.UpDatabase.Wish;
import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.simulation.SimulatedProcess.Killed;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.problem.LedgerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A person at one machine: runs one command after the other, each in a process of its own. */
final class Operator {
    private static final List<Integer> PAUSES = List.of(0, 0, 100, 3_000, 60_000);
    private static final List<Integer> SHORT_PAUSES = List.of(0, 0, 5, 100);
    private static final int ABOUT_COMMAND = 130;
    private static final int AFTER_ALL_ORPHANS = 600_000;
    private static final int MOST_TRIES = 7;

    private final World world;
    private final String name;
    private int commands;

    Operator(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** While everything goes wrong. */
    void work(int count, boolean reverts, boolean moves) {
        for (int i = 0; i < count; i++) {
            if (moves && roll(3) == 0) {
                world.move();
            }
            any(reverts);
            world.scheduler().pause(world.dice().one(world.isLeaky() ? SHORT_PAUSES : PAUSES, place(), ABOUT_COMMAND + 1));
        }
    }

    private void any(boolean reverts) {
        if (world.store().state().unknown().isPresent() && roll(2) == 0) {
            resolve();
        } else if (isElsewhere() && roll(2) == 0) {
            repair();
        } else if (reverts && roll(4) == 0) {
            revert(roll(2) == 0 ? "base" : "r2");
        } else {
            up(roll(5) == 0 ? "r2" : "heads", patience());
        }
    }

    private Duration patience() {
        return roll(3) == 0 ? Duration.ofSeconds(5) : Duration.ZERO;
    }

    private int roll(int bound) {
        return world.dice().below(bound, place(), ABOUT_COMMAND + bound);
    }

    private long place() {
        return world.scheduler().steps() * 64 + commands;
    }

    /** When nothing goes wrong any more: until all is in and a further run has nothing to do. */
    void finish() {
        var last = "nothing was tried";
        for (int i = 0; i < MOST_TRIES; i++) {
            world.scheduler().pause(i == 0 ? world.dice().one(PAUSES, place(), ABOUT_COMMAND + 1) : 60_000);
            if (world.store().state().unknown().isPresent()) {
                resolve();
            } else if (isElsewhere()) {
                repair();
            }
            var result = up("heads", Duration.ZERO);
            last = result.map(r -> r.outcome() + " " + r.problem()).orElse(last);
            var content = world.server().committed();
            if (result.filter(r -> r.outcome() == UpResult.Outcome.UNCHANGED).isPresent()) {
                world.scheduler().pause(AFTER_ALL_ORPHANS);
                if (world.server().committed() == content) {
                    return;
                }
            }
        }
        world.oracle().violated("stuck: " + last);
    }

    private boolean isElsewhere() {
        var live = world.server().identity();
        var registered = world.server().committed().registration;
        return world.store().state().identity().filter(known -> !known.equals(live)).isPresent()
                || registered.filter(r -> !r.identity().equals(live)).isPresent();
    }

    void up() {
        up("heads");
    }

    void up(String to) {
        up(to, Duration.ZERO);
    }

    void revert(String to) {
        run("revert", ledger -> new RevertDatabase(ledger, to, patience()));
    }

    private Optional<UpResult> up(String to, Duration patience) {
        return run("up " + to, ledger -> new UpDatabase(ledger, new Wish("up", to, patience, false, false)))
                .map(UpResult.class::cast);
    }

    void repair() {
        run("repair", ledger -> new RepairDatabase(ledger, true, false, patience()));
    }

    /** Looks in the database and says what is so. */
    private void resolve() {
        var applied = world.store().state().unknown().filter(this::tookEffect).isPresent();
        run("resolve " + applied, ledger -> new ResolveDatabase(ledger, applied, patience()));
    }

    private boolean tookEffect(DatabaseEvent.OutcomeUnknown unknown) {
        return world.server().committed().counted(unknown.revision() + "/" + unknown.statement()) > 0;
    }

    private <R extends Result> Optional<R> run(String words, Function<WorkingLedger, Operation<R>> operation) {
        var process = world.process(name + "." + ++commands);
        process.say(words);
        try {
            var result = operation.apply(world.ledger(process)).on(world.project().subject());
            process.say("ends: " + words(result));
            process.end();
            return Optional.of(result);
        } catch (Killed e) {
            return Optional.empty();
        } catch (LedgerException e) {
            process.say("ends: " + e.problem());
            process.end();
            return Optional.empty();
        } catch (RuntimeException e) {
            world.oracle().violated("unforeseen in " + process + ": " + e + " at " + List.of(e.getStackTrace()).stream().limit(12).toList());
            process.end();
            return Optional.empty();
        }
    }

    private static String words(Result result) {
        return result instanceof UpResult up ? up.outcome() + " " + up.to() + " " + up.problem() : result.toString();
    }
}
