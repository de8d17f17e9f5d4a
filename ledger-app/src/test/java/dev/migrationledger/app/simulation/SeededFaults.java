package dev.migrationledger.app.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fault happens at which step. Each seed has its own rate and its own few kinds, since a run in which everything
 * goes wrong at once gets nowhere.
 */
final class SeededFaults implements Faults {
    private static final int ABOUT_WHETHER = 10;
    private static final int ABOUT_WHICH = 11;
    private static final int ABOUT_RATE = 12;
    private static final int ABOUT_KIND = 20;
    private static final int ABOUT_MIDST = 13;
    private static final int MIDST_RATE = 8;
    private static final List<Fault> IN_THE_MIDST = List.of(Fault.DIE_DURING, Fault.CUT_DURING);
    private static final List<Integer> RATES = List.of(8, 15, 30, 60, 120);
    private static final Set<Fault> OF_TARGET = EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.RESTORED, Fault.UNLOCKED));
    private static final Set<Fault> OF_STORE =
            EnumSet.of(Fault.DIE_BEFORE, Fault.DIE_AFTER, Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.INTERRUPTED, Fault.RESTORED);

    private final Dice dice;
    private final Set<Long> leftOut;
    private final int rate;
    private final List<Fault> ofTarget = new ArrayList<>();
    private final List<Fault> ofStore = new ArrayList<>();
    private final Set<Long> happened = new TreeSet<>();
    private boolean over;

    /** @param leftOut steps at which nothing goes wrong; @param leaky whether advisory locks may get lost */
    SeededFaults(Dice dice, Set<Long> leftOut, boolean leaky) {
        this.dice = dice;
        this.leftOut = leftOut;
        this.rate = dice.one(RATES, 0, ABOUT_RATE);
        for (var fault : Fault.values()) {
            var isRare = fault == Fault.FAIL_OVER || fault == Fault.RESTORED;
            if (dice.oneIn(isRare ? 4 : 2, 0, ABOUT_KIND + fault.ordinal())) {
                if (OF_TARGET.contains(fault)) {
                    ofTarget.add(fault);
                }
                if (OF_STORE.contains(fault)) {
                    ofStore.add(fault);
                }
            }
        }
        if (leaky) {
            ofStore.remove(Fault.RESTORED);
            ofTarget.add(Fault.UNLOCKED);
            ofTarget.add(Fault.UNLOCKED);
        }
    }

    /** In the midst of what goes on alone, most of what can go wrong begins. */
    @Override
    public Fault ofTarget(long step, String what, boolean goesOn) {
        return goesOn && dice.oneIn(2, step, ABOUT_MIDST) ? at(step, IN_THE_MIDST, MIDST_RATE) : at(step, ofTarget, rate);
    }

    @Override
    public Fault ofStore(long step, String what) {
        return at(step, ofStore, rate);
    }

    private Fault at(long step, List<Fault> kinds, int rate) {
        if (over || kinds.isEmpty() || leftOut.contains(step) || !dice.oneIn(rate, step, ABOUT_WHETHER)) {
            return Fault.NONE;
        }
        happened.add(step);
        return dice.one(kinds, step, ABOUT_WHICH);
    }

    @Override
    public void end() {
        over = true;
    }

    @Override
    public List<Long> happened() {
        return List.copyOf(happened);
    }
}
