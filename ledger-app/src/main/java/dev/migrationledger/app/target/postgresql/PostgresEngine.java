package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetSession;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** PostgreSQL 12 and later. */
public final class PostgresEngine implements TargetEngine {
    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Definitions definitions(TargetAddress address, Collection<FactKey> objects) {
        try (var target = PostgresTarget.open(address)) {
            return target.definitions(objects);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public boolean mayPass(Problem problem) {
        return PostgresProblems.mayPass(problem);
    }

    @Override
    public TargetSession connect(TargetAddress address, SessionOptions options) {
        var connection = PostgresConnections.open(
                address, new ConnectOptions(options.application(), options.connectTimeout(), Duration.ZERO, true));
        return PostgresSession.on(connection, address, options);
    }
}
