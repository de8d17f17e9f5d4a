package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.HistoryOfDatabase;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Tell everything that happened to each database: who, when, why.")
public final class HistoryVerb extends DatabaseVerb {
    @Option(names = "--as-of", paramLabel = "INSTANT", description = "Only what had happened then.")
    private @Nullable String asOf;

    @Option(
            names = "--show",
            paramLabel = "REVISION|DIGEST",
            description = "Print the exact SQL of a revision, seed or dump as it ran in the one database that is named.")
    private @Nullable String show;

    @Option(names = "--durations", description = "Show how long the one database that is named was in each state.")
    private boolean durations;

    @Override
    public Integer call() {
        if (show != null) {
            return new ShownScripts(terminal(), common()).of(database(), show);
        }
        var until = Optional.ofNullable(asOf).map(Instants::read);
        if (durations) {
            return new ShownStays(terminal(), common()).of(database(), until);
        }
        var databases = ConfigurationReader.read(common().config()).databases();
        return runKnown(
                ledger -> selected().selection().ids(databases, Set.copyOf(ledger.known())::contains),
                ledger -> new HistoryOfDatabase(ledger, until));
    }
}
