package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "See what needs a person now, and tell channels and webhooks of it.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {AlertsList.class, AlertsRun.class, AlertsTestChannel.class, AlertsUndelivered.class},
        footer = {"", "Channels, rules and webhooks are in ledger.yml: docs/alerts.md. `ledger serve` tells continuously."})
public final class AlertsVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with alerts");
    }
}
