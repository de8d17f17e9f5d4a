package dev.migrationledger.app.cli.verb;

import dev.migrationledger.core.rollout.RolloutCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "abort",
        description = "Give a rollout up for good: no other database is begun, what is under way ends. Needs --reason.")
final class RolloutAbort extends RolloutPart {
    @Parameters(paramLabel = "ID", description = "Of the rollout.")
    private String id;

    @Override
    public Integer call() {
        return decide(id, rollouts -> rollouts.tell(id, new RolloutCommand.Abort(common().reason())));
    }
}
