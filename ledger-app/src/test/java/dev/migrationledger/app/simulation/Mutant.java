package dev.migrationledger.app.simulation;

import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.core.target.TargetSession;

/** A bug put between the protocol and its ports. */
interface Mutant {
    Mutant NONE = new Mutant() {};

    /** Whether it shows only where a person writes into the own tables. */
    default boolean needsMeddling() {
        return false;
    }

    default TargetSession session(SimulatedSession session, World world) {
        return session;
    }

    default WorkingLedger ledger(WorkingLedger ledger, World world) {
        return ledger;
    }
}
