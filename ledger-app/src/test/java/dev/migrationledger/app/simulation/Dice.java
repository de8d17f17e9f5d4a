package dev.migrationledger.app.simulation;

import java.util.List;

/**
 * Chance that depends on nothing but the seed and the place where it is asked for, so that leaving one fault out does not
 * change what is rolled elsewhere.
 */
record Dice(long seed) {
    /** @param place the number of a step, or of a part of the set-up; @param about tells questions at one place apart */
    int below(int bound, long place, int about) {
        return (int) Long.remainderUnsigned(bits(place, about) >>> 1, bound);
    }

    boolean oneIn(int bound, long place, int about) {
        return below(bound, place, about) == 0;
    }

    <T> T one(List<T> of, long place, int about) {
        return of.get(below(of.size(), place, about));
    }

    /** The finalizer of SplittableRandom's generator, over all three numbers. */
    private long bits(long place, int about) {
        long z = mix(seed * 0x9E3779B97F4A7C15L + place);
        return mix(z + about * 0xBF58476D1CE4E5B9L);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
