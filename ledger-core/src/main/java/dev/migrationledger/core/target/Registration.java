package dev.migrationledger.core.target;

import dev.migrationledger.core.revision.State;

/**
 * What a target says about itself in the ledger's own table.
 *
 * @param databaseId id of the database in the ledger
 * @param identity   which physical database it was when it was registered
 * @param epoch      the highest fence seen, 0 before the first
 * @param heads      the claimed state
 */
public record Registration(String databaseId, TargetIdentity identity, String catalog, long epoch, State heads) {}
