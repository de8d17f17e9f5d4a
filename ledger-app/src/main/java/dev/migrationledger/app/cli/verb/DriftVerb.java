package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.DetectDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "drift", description = "List what in each database differs from its revision; exit 1 with --check.")
public final class DriftVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        return run(working.parallel(), ledger -> new DetectDatabase(ledger, working.patience()));
    }
}
