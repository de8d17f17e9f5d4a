package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.ResolveDatabase;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resolve",
        description = "Say whether the statement whose outcome is unknown took effect in a database: the next run goes on"
                + " after it, or runs it again. Needs --reason.")
public final class ResolveVerb extends DatabaseVerb {
    @Mixin
    private Working working;

    @ArgGroup(multiplicity = "1")
    private Answer answer;

    /** Exactly one of them. */
    static final class Answer {
        @Option(names = "--applied", description = "It took effect, wholly.")
        private boolean applied;

        @Option(names = "--not-applied", description = "It did not, or what it did was undone: run it again.")
        private boolean notApplied;
    }

    @Override
    public Integer call() {
        return run(working.parallel(), ledger -> new ResolveDatabase(ledger, answer.applied, working.patience()));
    }
}
