package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.AlertText;
import dev.migrationledger.app.delivery.Delivery;
import dev.migrationledger.core.problem.Exit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "undelivered",
        description = "What waits to be told again, and what was given up. With --check exit 1 when anything was given up.")
final class AlertsUndelivered extends AlertsPart {
    @Option(names = "--retry", description = "Let all that was given up be told by the next run.")
    private boolean retry;

    @Override
    public Integer call() {
        var all = telling(configuration(), telling -> {
            if (retry) {
                telling.deliveries().revive(Instant.now());
            }
            return telling.deliveries().undelivered();
        });
        switch (common().format()) {
            case TABLE -> print(AlertText.undelivered(all, Instant.now(), terminal().look()));
            case JSON -> print(json(all));
        }
        boolean dead = all.stream().anyMatch(one -> one.status() == Delivery.Status.DEAD);
        return (common().check() && dead ? Exit.FINDINGS : Exit.OK).code();
    }

    private ObjectNode json(List<Delivery> all) {
        var document = document();
        var list = document.putArray("undelivered");
        all.forEach(one -> list.addObject()
                .put("id", one.id().toString())
                .put("channel", one.channel())
                .put("about", one.subject())
                .put("kind", one.kind())
                .put("status", one.status().name().toLowerCase(Locale.ROOT))
                .put("tries", one.tries())
                .put("since", one.made().toString())
                .put("nextTry", one.nextTry().toString())
                .put("error", one.error()));
        return document;
    }
}
