package dev.migrationledger.app.cli.verb;

import dev.migrationledger.core.rollout.RolloutCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Begin no other database for now, also where another process works on it; `rollout resume` goes on.")
final class RolloutPause extends RolloutPart {
    @Parameters(paramLabel = "ID", description = "Of the rollout.")
    private String id;

    @Override
    public Integer call() {
        return decide(id, rollouts -> rollouts.tell(id, new RolloutCommand.Pause(common().reason())));
    }
}
