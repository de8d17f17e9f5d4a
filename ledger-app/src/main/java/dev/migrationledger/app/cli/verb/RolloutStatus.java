package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.json.RolloutJson;
import dev.migrationledger.app.cli.render.RolloutText;
import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.rollout.RolloutState.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "All rollouts; or one: its waves, each database's plan, what stopped and why. With --check exit 1 when one"
                + " is halted, or ended with databases that stopped.")
final class RolloutStatus extends RolloutPart {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "Of a rollout (default: all).")
    private @Nullable String id;

    @Override
    public Integer call() {
        if (id != null) {
            var rollout = onLedger(ledger -> ledger.rollouts().find(id));
            show(rollout, Optional.empty());
            return exit(List.of(rollout));
        }
        var all = onLedger(ledger -> ledger.rollouts().all());
        switch (common().format()) {
            case TABLE -> print(RolloutText.list(all, Instant.now(), terminal().look()));
            case JSON -> {
                var document = document();
                var list = document.putArray("rollouts");
                all.forEach(rollout -> RolloutJson.summary(list.addObject(), rollout));
                print(document);
            }
        }
        return exit(all);
    }

    private int exit(List<Rollout> shown) {
        boolean found = shown.stream()
                .map(Rollout::state)
                .anyMatch(state -> state.phase() == Phase.HALTED || !state.stopped().isEmpty());
        return (common().check() && found ? Exit.FINDINGS : Exit.OK).code();
    }
}
