package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.operation.ForgetDatabase;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ids only, and no configuration: what is forgotten is most often no longer in it. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Take databases off the books that are gone, have another id now or belong to another ledger. Their"
                + " history stays, they are not connected to. Needs --yes and --reason; `up` registers one anew.")
public final class ForgetVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "DATABASE", arity = "1..*", description = "Ids of databases, in the configuration or not.")
    private List<String> ids;

    @Option(names = "--yes", description = "Do it; needs --reason.")
    private boolean yes;

    @Option(names = "--gone", description = "The database is gone for good: what is open in it will never end, and is no reason to keep it.")
    private boolean gone;

    @Override
    public Integer call() {
        if (yes && common.reason().isBlank()) {
            throw new LedgerException(new Problem(
                    "LDG984", Exit.USAGE, "forgetting a database is a person's decision, and no reason is given", "add --reason TEXT"));
        }
        var terminal = ((LedgerCommand) spec.root().userObject()).terminal();
        return new FleetRun(terminal, common, "forget", 1)
                .overKnown(_ -> ids.stream().distinct().toList(), ledger -> new ForgetDatabase(ledger, yes, gone));
    }
}
