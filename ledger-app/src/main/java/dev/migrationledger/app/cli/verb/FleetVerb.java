package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = "Look back at all databases at once: what changed between two instants, which had a revision.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {FleetDiff.class, FleetHaving.class})
public final class FleetVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to look at");
    }
}
