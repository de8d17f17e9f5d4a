package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.VerifyDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "verify", description = "Ask every post-condition and probe of the revisions that are in.")
public final class VerifyVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        return run(working.parallel(), ledger -> new VerifyDatabase(ledger, working.patience()));
    }
}
