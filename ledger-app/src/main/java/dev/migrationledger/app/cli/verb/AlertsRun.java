package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.AlertText;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.operation.Telling;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "run",
        description = "Tell channels and webhooks all that is due, once, then end: for cron and pipelines. Exit 2 when "
                + "something did not work; what waits is told by the next run.")
final class AlertsRun extends AlertsPart {
    @Override
    public Integer call() {
        var outcome = telling(configuration(), Telling::once);
        switch (common().format()) {
            case TABLE -> {
                print(AlertText.told(outcome, terminal().look()));
                terminal().err().print(ReportText.problems(outcome.troubles(), terminal().look()));
            }
            case JSON -> print(json(outcome));
        }
        var lost = outcome.alerts().filter(round -> round.waiting() + round.dead() > 0).map(_ -> Exit.FAILED);
        return Exit.worst(Stream.concat(lost.stream(), outcome.troubles().stream().map(Problem::exit)).toList()).code();
    }

    private ObjectNode json(Telling.Outcome outcome) {
        var document = document();
        outcome.alerts().ifPresentOrElse(
                round -> document.putObject("notifications")
                        .put("delivered", round.delivered())
                        .put("waiting", round.waiting())
                        .put("dead", round.dead()),
                () -> document.putNull("notifications"));
        var events = document.putObject("events");
        outcome.events().forEach(events::put);
        var errors = document.putArray("errors");
        outcome.troubles().forEach(problem -> errors.addObject()
                .put("code", problem.code())
                .put("message", problem.message())
                .put("hint", problem.hint()));
        return document;
    }
}
