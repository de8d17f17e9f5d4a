package dev.migrationledger.app.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One seed: several operators while things go wrong, then one who finishes, then the oracle. */
final class Simulation {
    private static final int ABOUT_SIZE = 160;
    private static final List<Integer> BETWEEN_HANDS = List.of(0, 10, 40, 100, 3_000, 60_000);

    private Simulation() {}

    /**
     * @param violations what must never be; empty when all is well
     * @param faults     steps at which something went wrong
     */
    record Run(long seed, List<String> violations, List<Long> faults, List<String> trace) {
        boolean isGood() {
            return violations.isEmpty();
        }

        /** For whoever looks for the reason. */
        String story(int lines) {
            return "seed " + seed + ": " + String.join("; ", violations) + "\n"
                    + String.join("\n", trace.subList(Math.max(0, trace.size() - lines), trace.size()));
        }
    }

    static Run of(long seed) {
        return of(seed, Mutant.NONE, Set.of());
    }

    /** @param leftOut steps at which nothing goes wrong */
    static Run of(long seed, Mutant mutant, Set<Long> leftOut) {
        if (mutant.needsMeddling()) {
            return meddledWith(seed, mutant, leftOut);
        }
        var world = new World(seed, mutant, leftOut, false);
        return run(seed, world, operators(world));
    }

    /** As {@link #of(long)}, beside a person who writes into the ledger's own tables. */
    static Run meddledWith(long seed) {
        return meddledWith(seed, Mutant.NONE, Set.of());
    }

    private static Run meddledWith(long seed, Mutant mutant, Set<Long> leftOut) {
        var world = new World(seed, mutant, leftOut, true);
        var all = new ArrayList<>(operators(world));
        all.add(() -> {
            for (int i = 0; i < 4; i++) {
                world.scheduler().pause(world.dice().one(BETWEEN_HANDS, i, ABOUT_SIZE + 6));
                world.meddle();
            }
        });
        return run(seed, world, all);
    }

    private static Run run(long seed, World world, List<Runnable> operators) {
        try {
            world.scheduler().run(operators);
            world.faults().end();
            if (!world.isLeaky() && world.dice().oneIn(5, 0, ABOUT_SIZE + 4)) {
                world.restoreStore(world.dice().below(world.store().size() + 1, 0, ABOUT_SIZE + 5) / 6);
            }
            world.scheduler().run(List.of(() -> new Operator(world, "last").finish()));
            if (world.oracle().violations().isEmpty()) {
                world.oracle().atTheEnd();
            }
        } catch (Scheduler.Endless e) {
            world.oracle().violated(String.valueOf(e.getMessage()));
        }
        return new Run(seed, world.oracle().violations(), world.faults().happened(), world.trace().lines());
    }

    /** The same seed with as few faults as still show that something is wrong; a good run stays as it is. */
    static Run withFewFaults(Run broken, Mutant mutant) {
        var few = broken;
        var leftOut = new TreeSet<Long>();
        for (var fault : broken.faults().reversed()) {
            leftOut.add(fault);
            var without = of(broken.seed(), mutant, Set.copyOf(leftOut));
            if (without.isGood()) {
                leftOut.remove(fault);
            } else {
                few = without;
            }
        }
        return few;
    }

    private static List<Runnable> operators(World world) {
        var dice = world.dice();
        int count = world.isLeaky() ? 3 : 1 + dice.below(3, 0, ABOUT_SIZE);
        int each = 1 + dice.below(4, 0, ABOUT_SIZE + 1);
        boolean reverts = dice.oneIn(world.isLeaky() ? 2 : 4, 0, ABOUT_SIZE + 2);
        boolean moves = dice.oneIn(8, 0, ABOUT_SIZE + 3);
        var operators = new ArrayList<Runnable>();
        for (int i = 0; i < count; i++) {
            var operator = new Operator(world, "p" + (i + 1));
            boolean mover = moves && i == 0;
            operators.add(() -> operator.work(each, reverts, mover));
        }
        return operators;
    }
}
