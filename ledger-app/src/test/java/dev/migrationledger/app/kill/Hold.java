package dev.migrationledger.app.kill;

import java.util.List;

/** How a run is brought to stand still at a point, from outside. */
sealed interface Hold {
    enum Side {
        TARGET,
        STORE
    }

    /** Which server's side the point is on. */
    Side side();

    /** Words on the wire; see {@link Wire.Trap}. @param before they are heard, or else before their answer is */
    record OnWire(Side side, boolean before, List<String> words) implements Hold {}

    /** A lock in the target for which a statement must wait. @param gate takes it, in a transaction */
    record OnLock(String gate) implements Hold {
        @Override
        public Side side() {
            return Side.TARGET;
        }
    }

    static Hold before(Side side, String... words) {
        return new OnWire(side, true, List.of(words));
    }

    static Hold after(Side side, String... words) {
        return new OnWire(side, false, List.of(words));
    }
}
