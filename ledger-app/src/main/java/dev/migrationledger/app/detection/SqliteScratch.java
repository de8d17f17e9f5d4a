package dev.migrationledger.app.detection;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.source.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scratch databases as files in the directory for temporary ones. */
public final class SqliteScratch implements Scratch {
    private final Tools tools;
    private final Keys keys;

    /** For catalogs of SQL alone. */
    public SqliteScratch() {
        this(Tools.NONE);
    }

    /** @param tools run the revisions that are not SQL */
    public SqliteScratch(Tools tools) {
        this.tools = tools;
        this.keys = Keys.of(tools);
    }

    @Override
    public String engine() {
        return "sqlite-3";
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public ScratchDatabase create() {
        return new SqliteScratchDatabase(file(), new SqliteWrittenRows(), tools);
    }

    static Path file() {
        try {
            return Files.createTempFile("ledger-scratch-", ".db");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    static LedgerException unusable(Exception e) {
        return new LedgerException(
                new Problem(
                        "LDG753",
                        Exit.FAILED,
                        "no scratch file can be made in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
                        "make room there and allow writing"),
                e);
    }
}
