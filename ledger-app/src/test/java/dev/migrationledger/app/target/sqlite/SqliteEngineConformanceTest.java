package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.app.target.TargetEngineConformance;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineConformanceTest extends TargetEngineConformance {
    @TempDir
    private Path directory;

    @Override
    protected TargetEngine engine() {
        return new SqliteEngine();
    }

    @Override
    protected TargetAddress fresh() {
        return new SqliteFiles(directory).fresh();
    }

    @Override
    protected String schema() {
        return "main";
    }

    @Override
    protected String identity() {
        return "migration_ledger_identity";
    }

    @Override
    protected String alone() {
        return "vacuum";
    }
}
