package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.StampDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stamp",
        description = "Write REVISION, the first argument, into each database's trackers: at once where the evidence"
                + " proves it, else only with --yes and --reason.")
public final class StampVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        boolean insists = working.yes(common());
        var revision = revision();
        return run(selected().afterFirst(), working.parallel(), ledger -> new StampDatabase(
                ledger, revision, insists, working.dryRun(), working.patience()));
    }
}
