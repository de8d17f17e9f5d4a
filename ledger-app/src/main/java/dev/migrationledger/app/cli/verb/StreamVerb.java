package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Tell other systems what happened: publish the log to Kafka once, or see how far its consumers are.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {StreamPublish.class, StreamStatus.class},
        footer = {"", "`ledger serve` publishes continuously, and serves the same events over HTTP."})
public final class StreamVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the stream");
    }
}
