package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.RepairDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "repair",
        description = "Correct what each database claims where the evidence is conclusive; refuse and say why elsewhere.")
public final class RepairVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        boolean insists = working.yes(common());
        return run(working.parallel(), ledger -> new RepairDatabase(
                ledger, insists, working.dryRun(), working.patience()));
    }
}
