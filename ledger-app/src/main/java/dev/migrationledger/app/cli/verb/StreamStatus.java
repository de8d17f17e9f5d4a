package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.StreamText;
import dev.migrationledger.app.stream.Subscriptions.Standing;
import dev.migrationledger.core.problem.Exit;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = "How far each consumer of the log is, and how many events it lacks. With --check exit 1 when any lacks some.")
final class StreamStatus extends StreamPart {
    @Override
    public Integer call() {
        var all = onLedger(ledger -> ledger.subscriptions().all());
        switch (common().format()) {
            case TABLE -> print(StreamText.subscriptions(all, Instant.now(), terminal().look()));
            case JSON -> print(json(all));
        }
        boolean behind = all.stream().anyMatch(one -> one.behind() > 0);
        return (common().check() && behind ? Exit.FINDINGS : Exit.OK).code();
    }

    private ObjectNode json(List<Standing> all) {
        var document = document();
        var list = document.putArray("subscriptions");
        all.forEach(one -> list.addObject()
                .put("name", one.name())
                .put("position", one.position())
                .put("behind", one.behind())
                .put("saved", one.updated().toString()));
        return document;
    }
}
