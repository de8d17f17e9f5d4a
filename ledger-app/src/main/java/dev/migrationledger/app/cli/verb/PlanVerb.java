package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.PlanUpgrade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Show the steps to a revision, with findings and the digest that approvals bind to.")
public final class PlanVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Option(names = "--to", paramLabel = "REVISION", description = "Default: heads.")
    private String to = "heads";

    @Override
    public Integer call() {
        boolean insists = working.yes(common());
        return run(working.parallel(), ledger -> new PlanUpgrade(ledger, to, working.patience(), insists));
    }
}
