package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.PlanRevert;
import dev.migrationledger.app.operation.RevertDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "revert",
        description = "Take each database back to REVISION, the first argument, by the revisions' revert sections.")
public final class RevertVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        var revision = revision();
        return run(selected().afterFirst(), working.parallel(), ledger -> working.dryRun()
                ? new PlanRevert(ledger, revision, working.patience())
                : new RevertDatabase(ledger, revision, working.patience()));
    }
}
