package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.DetectDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "detect",
        description = "Say which revision each database is really at, with the evidence. Writes nothing to it.")
public final class DetectVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        return run(working.parallel(), ledger -> new DetectDatabase(ledger, working.patience()));
    }
}
