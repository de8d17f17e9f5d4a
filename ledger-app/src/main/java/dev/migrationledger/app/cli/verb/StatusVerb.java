package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.StatusOfDatabase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Show what each database claims, what it was observed to be and what the ledger expects.")
public final class StatusVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "As the ledger knew it then: 2026-03-31T12:00:00Z.")
    private @Nullable String asOf;

    @Override
    public Integer call() {
        var instant = Optional.ofNullable(asOf).map(Instants::read);
        return run(working.parallel(), ledger -> new StatusOfDatabase(ledger, instant, working.patience()));
    }
}
