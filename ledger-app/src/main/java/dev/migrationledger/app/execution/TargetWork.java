package dev.migrationledger.app.execution;

import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetIdentity;
import java.time.Duration;
import java.util.Optional;

/**
 * Which database is worked on, and how patiently.
 *
 * @param databaseId its id in the ledger
 * @param identity   which physical database the ledger knows it to be; empty before the first time
 * @param patience   how long to wait for another executor to end; zero tries once
 */
public record TargetWork(
        TargetAddress address,
        SessionOptions options,
        String databaseId,
        String catalog,
        Optional<TargetIdentity> identity,
        Duration patience) {}
