package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.PlanUpgrade;
import dev.migrationledger.app.operation.UpDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Bring each database to head: look, stamp or correct what the evidence proves, apply what is missing, seed,"
                    + " verify. Refuses where a person must decide; doing it twice changes nothing."
        })
public final class UpVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Option(names = "--to", paramLabel = "REVISION", description = "Default: heads.")
    private String to = "heads";

    @Override
    public Integer call() {
        boolean insists = working.yes(common());
        return working.dryRun()
                ? run(working.parallel(), ledger -> new PlanUpgrade(ledger, to, working.patience(), insists))
                : run(working.parallel(), ledger -> new UpDatabase(
                        ledger, new UpDatabase.Wish("up", to, working.patience(), insists, true)));
    }
}
