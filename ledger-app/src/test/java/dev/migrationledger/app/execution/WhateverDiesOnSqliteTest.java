package dev.migrationledger.app.execution;

import dev.migrationledger.app.target.sqlite.SqliteEngine;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WhateverDiesOnSqliteTest extends WhateverDies {
    @TempDir
    private Path directory;

    @Override
    TargetEngine engine() {
        return new SqliteEngine();
    }

    @Override
    TargetAddress fresh(String script) {
        var address = new SqliteFiles(directory).missing();
        SqliteFiles.run(address, script);
        return address;
    }

    /** The directory goes as a whole. */
    @Override
    void drop(TargetAddress address) {}

    @Override
    String answer(TargetAddress address, String query) {
        return SqliteFiles.answer(address, query);
    }

    @Override
    String alone() {
        return COUNT + "vacuum;" + COUNT + "pragma journal_mode = wal;";
    }
}
