package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.AdoptObjects;
import dev.migrationledger.app.operation.OwnersOfDatabase;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "owners",
        description = "Trace every live object to the revision and source that made it; --check exits 1 when an object is"
                + " unowned, contested or missing.")
public final class OwnersVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "By what the ledger had seen then: 2026-03-31T12:00:00Z.")
    private @Nullable String asOf;

    @Option(
            names = "--adopt",
            description = "Write a revision that takes what nobody owns in the one database named into the catalog: it makes"
                    + " the objects where they are missing. With --dry-run it is only shown.")
    private boolean adopt;

    @Option(names = "--source", paramLabel = "ID", description = "Where --adopt writes (default: the only source of format sql).")
    private @Nullable String source;

    @Override
    public Integer call() {
        if (adopt) {
            requireOneDatabase();
            return run(1, ledger -> new AdoptObjects(
                    ledger, Optional.ofNullable(source), working.dryRun(), working.patience()));
        }
        var instant = Optional.ofNullable(asOf).map(Instants::read);
        return run(working.parallel(), ledger -> new OwnersOfDatabase(ledger, instant, working.patience()));
    }

    private void requireOneDatabase() {
        if (asOf != null || !selected().only().isPresent()) {
            throw new LedgerException(new Problem(
                    "LDG769",
                    Exit.USAGE,
                    "--adopt writes down what is in one database now",
                    "name that database: `ledger owners --adopt DATABASE`"));
        }
    }
}
