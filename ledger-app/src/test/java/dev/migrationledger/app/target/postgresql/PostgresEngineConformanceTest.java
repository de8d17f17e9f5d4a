package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.app.target.TargetEngineConformance;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;

class PostgresEngineConformanceTest extends TargetEngineConformance {
    @Override
    protected TargetEngine engine() {
        return new PostgresEngine();
    }

    @Override
    protected TargetAddress fresh() {
        return PostgresServers.shared().freshDatabase();
    }

    @Override
    protected String schema() {
        return "public";
    }

    @Override
    protected String identity() {
        return "migration_ledger.identity";
    }

    @Override
    protected String alone() {
        return "vacuum";
    }
}
