package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.RelativeRevision;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.PlanUpgrade;
import dev.migrationledger.app.operation.UpDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "apply",
        description = "Like up, but to REVISION, the first argument (default: head), and without seeds.")
public final class ApplyVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Override
    public Integer call() {
        boolean insists = working.yes(common());
        var first = selected().first();
        boolean named = first.filter(word -> ConfigurationReader.read(common().config())
                        .database(word)
                        .isEmpty())
                .isPresent();
        var to = named ? RelativeRevision.restore(first.orElseThrow()) : "head";
        var selection = named ? selected().afterFirst() : selected().selection();
        return working.dryRun()
                ? run(selection, working.parallel(), ledger ->
                        new PlanUpgrade(ledger, to, working.patience(), insists))
                : run(selection, working.parallel(), ledger -> new UpDatabase(
                        ledger, new UpDatabase.Wish("apply", to, working.patience(), insists, false)));
    }
}
