package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Bring many databases to a revision in waves, each by the plan that another person approved.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            RolloutStart.class,
            RolloutApprove.class,
            RolloutResume.class,
            RolloutPause.class,
            RolloutAbort.class,
            RolloutStatus.class
        },
        footer = {"", "docs/rollouts.md says what is promised. Changing one database needs no rollout: `ledger up`."})
public final class RolloutVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with rollouts");
    }
}
