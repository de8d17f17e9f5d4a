package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.operation.WhatIf;
import dev.migrationledger.core.whatif.ChangedPolicy;
import dev.migrationledger.core.whatif.Decided;
import dev.migrationledger.core.whatif.FailureBudget;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code what-if} as one JSON document. */
final class WhatIfJson {
    private WhatIfJson() {}

    static ObjectNode write(ObjectNode document, ChangedPolicy changed, WhatIf.Answer answer) {
        var policy = document.putObject("policy");
        changed.equivalent().ifPresent(value -> policy.put("equivalent", value.name().toLowerCase(Locale.ROOT)));
        changed.wrongClaim().ifPresent(value -> policy.put("wrong-claim", value.name().toLowerCase(Locale.ROOT)));
        changed.failureBudget().ifPresent(value -> policy.put("failure-budget", value));
        var databases = document.putArray("databases");
        answer.databases().forEach(one -> database(databases.addObject(), one));
        var runs = document.putArray("runs");
        answer.stops().forEach(stop -> run(runs.addObject(), stop));
        return document;
    }

    private static void database(ObjectNode node, WhatIf.OfDatabase one) {
        node.put("id", one.id()).put("asked", one.answer().isPresent());
        one.answer().ifPresent(answer -> {
            node.put("decisions", answer.decisions()).put("unanswered", answer.unanswered());
            var differences = node.putArray("differences");
            for (var difference : answer.differences()) {
                var at = difference.at();
                var entry = differences.addObject()
                        .put("position", at.position())
                        .put("time", at.time().toString())
                        .put("actor", at.from().actor());
                decided(entry.putObject("decided"), difference.decided());
                decided(entry.putObject("instead"), difference.instead());
            }
        });
    }

    private static void decided(ObjectNode node, Decided decided) {
        switch (decided) {
            case Decided.Started(var from) -> LookingBack.state(node.put("outcome", "started"), "from", Optional.of(from));
            case Decided.Stamped(var to) -> LookingBack.state(node.put("outcome", "stamped"), "to", Optional.of(to));
            case Decided.Corrected(var from, var to) -> {
                LookingBack.state(node.put("outcome", "corrected"), "from", Optional.of(from));
                LookingBack.state(node, "to", Optional.of(to));
            }
            case Decided.Refused(var code, var message) ->
                node.put("outcome", "refused").put("code", code).put("message", message);
        }
    }

    private static void run(ObjectNode node, FailureBudget.Stop stop) {
        var first = stop.first();
        node.put("run", first.from().correlation())
                .put("time", first.time().toString())
                .put("actor", first.from().actor())
                .put("stopsAt", stop.at().past().position())
                .put("database", stop.at().database());
        var failed = node.putArray("failed");
        stop.failed().forEach(failed::add);
        var spared = node.putArray("untouched");
        stop.spared().forEach((id, outcome) -> spared.addObject().put("id", id).put("outcome", outcome));
    }
}
