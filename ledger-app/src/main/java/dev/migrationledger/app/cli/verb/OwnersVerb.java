package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.OwnersOfDatabase;
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

    @Override
    public Integer call() {
        var instant = Optional.ofNullable(asOf).map(Instants::read);
        return run(working.parallel(), ledger -> new OwnersOfDatabase(ledger, instant, working.patience()));
    }
}
