package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetSession;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** SQLite 3, the library that comes with the driver. */
public final class SqliteEngine implements TargetEngine {
    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Definitions definitions(TargetAddress address, Collection<FactKey> objects) {
        try (var target = SqliteTarget.open(address)) {
            return target.definitions(objects);
        }
    }

    /** A file that is not there yet. */
    @Override
    public boolean mayPass(Problem problem) {
        return problem.code().equals(SqliteProblems.MISSING);
    }

    @Override
    public TargetSession connect(TargetAddress address, SessionOptions options) {
        return new SqliteSession(SqliteConnections.open(address, options), address, options);
    }
}
