package dev.migrationledger.app.simulation;

import java.util.List;

/** What goes wrong at which call. */
interface Faults {
    /**
     * At a call to the target.
     *
     * @param what   its words
     * @param goesOn whether the server may go on with it when its client is gone
     */
    Fault ofTarget(long step, String what, boolean goesOn);

    /** At a call to the store. */
    Fault ofStore(long step, String what);

    /** From now on nothing goes wrong. */
    void end();

    /** Steps at which something went wrong, in order. */
    List<Long> happened();
}
