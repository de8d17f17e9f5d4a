package dev.migrationledger.app.kill;

import java.util.List;

/**
 * Where something dies.
 *
 * @param holds one for each run that dies, in order: the second dies while it recovers from the first
 */
record Point(String name, Start start, List<Hold> holds) {
    /** What the database is when the first run begins. */
    enum Start {
        EMPTY,
        /** Brought to c3 by the ledger. */
        AT_C3,
        /** The schema of c3, and no tracker. */
        UNTRACKED,
        /** The schema of c3, and a tracker that says c1. */
        MISTRACKED
    }

    static Point at(String name, Start start, Hold... holds) {
        return new Point(name, start, List.of(holds));
    }

    @Override
    public String toString() {
        return name;
    }
}
