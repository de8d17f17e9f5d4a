package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.AcceptDrift;
import dev.migrationledger.app.operation.DriftOfDatabase;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "drift",
        description = "List what in each database differs from its revision, what several have in common once; exit 1 with"
                + " --check unless a person accepted it.",
        subcommands = DriftVerb.Accept.class)
public final class DriftVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "By what the ledger had seen then: 2026-03-31T12:00:00Z.")
    private @Nullable String asOf;

    @Override
    public Integer call() {
        var instant = Optional.ofNullable(asOf).map(Instants::read);
        return run(working.parallel(), ledger -> new DriftOfDatabase(ledger, instant, working.patience()));
    }

    @Command(
            name = "accept",
            description = "Let each database differ as it does now, with --reason: drift stays quiet until something else"
                    + " differs, or the same comes back after it was gone. `up` still refuses it without --yes.")
    static final class Accept extends DatabaseVerb {
        @Mixin
        private Working working;

        @Override
        public Integer call() {
            if (common().reason().isBlank()) {
                throw new LedgerException(new Problem(
                        "LDG772", Exit.USAGE, "accepting drift is a person's decision, and no reason is given", "add --reason TEXT"));
            }
            return run(working.parallel(), ledger -> working.dryRun()
                    ? new DriftOfDatabase(ledger, Optional.empty(), working.patience())
                    : new AcceptDrift(ledger, working.patience()));
        }
    }
}
