package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.projection.Replay;
import tools.jackson.databind.json.JsonMapper;

/** {@code replay} as one JSON document. */
final class ReplayJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private ReplayJson() {}

    static String text(Replay.Outcome outcome) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1")
                .put("command", "replay")
                .put("events", outcome.events())
                .put("eventsPerSecond", Math.round(outcome.eventsPerSecond()));
        document.put("databaseCount", outcome.databases());
        var differences = document.putArray("differences");
        outcome.differences().forEach(difference -> differences.addObject()
                .put("database", difference.database())
                .put("field", difference.field())
                .put("live", difference.live())
                .put("events", difference.events()));
        return MAPPER.writeValueAsString(document) + "\n";
    }
}
