package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.FleetText;
import dev.migrationledger.app.operation.FleetThen;
import dev.migrationledger.app.operation.FleetThen.Standing;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "diff", description = "What changed between two instants, in every database that the ledger knew.")
final class FleetDiff extends LookingBack {
    @Parameters(paramLabel = "INSTANT", index = "0", description = "Such as 2026-03-01 (its end) or 2026-03-01T12:00:00Z.")
    private String first;

    @Parameters(paramLabel = "INSTANT", index = "1")
    private String second;

    @Override
    public Integer call() {
        var from = Instants.read(first);
        var to = Instants.read(second);
        if (to.isBefore(from)) {
            throw new LedgerException(new Problem(
                    "LDG843", Exit.USAGE, "the second instant, " + to + ", is before the first, " + from,
                    "write the earlier one first"));
        }
        var changes = ask(ledger -> new FleetThen(ledger).between(from, to));
        switch (common().format()) {
            case TABLE -> print(FleetText.diff(changes, terminal().look()));
            case JSON -> print(json(from, to, changes));
        }
        boolean changed = changes.stream().anyMatch(FleetThen.Change::isChange);
        return (common().check() && changed ? Exit.FINDINGS : Exit.OK).code();
    }

    private ObjectNode json(Instant from, Instant to, List<FleetThen.Change> changes) {
        var document = document().put("from", from.toString()).put("to", to.toString());
        var list = document.putArray("databases");
        for (var change : changes) {
            var entry = list.addObject().put("id", change.id()).put("changed", change.isChange());
            standing(entry, "before", change.before());
            standing(entry, "after", change.after());
        }
        return document;
    }

    private static void standing(ObjectNode entry, String field, Optional<Standing> standing) {
        if (standing.isEmpty()) {
            entry.putNull(field);
            return;
        }
        var node = entry.putObject(field);
        state(node, "claimed", standing.get().claimed());
        state(node, "observed", standing.get().observed());
        state(node, "expected", standing.get().expected());
        node.put("verdict", standing.get().verdict().map(Label::of).orElse(null));
    }
}
