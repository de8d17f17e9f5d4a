package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.projection.Replay;
import dev.migrationledger.core.problem.Exit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Rebuild what the ledger shows from its events, beside the present one, and say whether they agree.")
public final class ReplayVerb implements Callable<Integer> {
    @ParentCommand
    private LedgerCommand parent;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        var terminal = parent.terminal();
        try (var _ = new EndingWell();
                var progress = terminal.progress("replay", 0);
                var ledger = Ledger.open(
                        common.dataDirectory(),
                        terminal.environment(),
                        common.actor(),
                        common.reason(),
                        text -> progress.advance(0, text))) {
            var outcome = replayed(ledger);
            switch (common.format()) {
                case TABLE -> {
                    terminal.out().printf(
                            Locale.ROOT,
                            "%,d events of %,d databases replayed, %,.0f events/s: %s%n",
                            outcome.events(),
                            outcome.databases(),
                            outcome.eventsPerSecond(),
                            outcome.differences().isEmpty() ? "nothing changed" : "the projection was wrong and is corrected:");
                    outcome.differences().forEach(difference -> terminal.out().println("  " + difference));
                }
                case JSON -> terminal.out().print(ReplayJson.text(outcome));
            }
            terminal.out().flush();
            return outcome.differences().isEmpty() ? Exit.OK.code() : Exit.FINDINGS.code();
        }
    }

    private Replay.Outcome replayed(Ledger ledger) {
        try (var progress = parent.terminal().progress("replaying", ledger.events())) {
            return ledger.replay(folded -> progress.advance(folded, ""));
        }
    }
}
