package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.json.RolloutJson;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.cli.render.RolloutText;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.app.rollout.Rollouts;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One thing to do with rollouts. */
abstract class RolloutPart extends StreamPart {
    RolloutPart() {
        super("rollout");
    }

    @Override
    final String verb() {
        return command();
    }

    /** Decides something about a rollout, has it signed, and shows how it stands then. */
    final int decide(String id, Consumer<Rollouts> decision) {
        show(onLedger(ledger -> {
            decision.accept(ledger.rollouts());
            sign(ledger);
            return ledger.rollouts().find(id);
        }), Optional.empty());
        return 0;
    }

    /** What was done was done, whatever becomes of its signing: that is told. */
    final void sign(Ledger ledger) {
        try {
            warn(ledger.signed());
        } catch (RuntimeException e) {
            warn(List.of(Main.unforeseen(e, terminal())));
        }
    }

    final void warn(List<Problem> problems) {
        terminal().err().print(ReportText.problems(problems, terminal().look()));
    }

    /** @param problem why what was asked for did not come to its end */
    final void show(Rollout rollout, Optional<Problem> problem) {
        switch (common().format()) {
            case TABLE -> {
                print(RolloutText.of(rollout, Instant.now(), terminal().look()));
                warn(problem.stream().toList());
            }
            case JSON -> {
                var document = document();
                RolloutJson.write(document, rollout);
                problem.ifPresent(p -> RolloutJson.error(document.putObject("error"), p));
                print(document);
            }
        }
    }
}
