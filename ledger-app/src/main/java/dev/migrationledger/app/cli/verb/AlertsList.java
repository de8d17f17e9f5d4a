package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.alert.NotificationJson;
import dev.migrationledger.app.cli.render.AlertText;
import dev.migrationledger.app.operation.Telling;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.problem.Exit;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "list",
        description = "What fires now, from the history alone: no database is connected to. With --check exit 1 when anything does.")
final class AlertsList extends AlertsPart {
    @Override
    public Integer call() {
        var firing = telling(configuration(), Telling::firing);
        switch (common().format()) {
            case TABLE -> print(AlertText.firing(firing, Instant.now(), terminal().look()));
            case JSON -> print(json(firing));
        }
        return (common().check() && !firing.isEmpty() ? Exit.FINDINGS : Exit.OK).code();
    }

    private ObjectNode json(List<Alert> firing) {
        var document = document();
        var list = document.putArray("alerts");
        firing.forEach(alert -> NotificationJson.alert(list.addObject(), alert));
        return document;
    }
}
