package dev.migrationledger.app.cli.verb;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.rollout.RolloutCommand;
import dev.migrationledger.core.rollout.RolloutDecider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description = "Approve what a rollout would run, as `rollout status ID` shows it. Whoever planned it needs --yes and --reason.")
final class RolloutApprove extends RolloutPart {
    @Parameters(paramLabel = "ID", description = "Of the rollout.")
    private String id;

    @Option(names = "--yes", description = "Approve a plan of one's own; needs --reason.")
    private boolean yes;

    @Override
    public Integer call() {
        if (yes && common().reason().isBlank()) {
            throw new LedgerException(RolloutDecider.noReason("approving a plan of one's own"));
        }
        return decide(id, rollouts -> {
            var digest = rollouts.state(id).planned().orElseThrow().digest();
            rollouts.tell(id, new RolloutCommand.Approve(digest, rollouts.person(), yes));
        });
    }
}
