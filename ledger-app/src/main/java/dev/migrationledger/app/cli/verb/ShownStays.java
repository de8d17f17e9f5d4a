package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.render.FleetText;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.core.history.Stay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints how long a database was in each of its states. */
record ShownStays(Terminal terminal, Common common) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param until only what had happened then, and how long it had lasted then. @return the exit code */
    int of(String database, Optional<Instant> until) {
        var now = until.orElseGet(Instant::now);
        try (var ledger = Ledger.open(
                common.dataDirectory(), terminal.environment(), common.actor(), common.reason(), _ -> {})) {
            var stays = ledger.stays(database, until);
            terminal.out().print(
                    switch (common.format()) {
                        case TABLE -> FleetText.stays(database, stays, now, terminal.look());
                        case JSON -> json(database, stays, now);
                    });
            terminal.out().flush();
            return 0;
        }
    }

    private static String json(String database, List<Stay> stays, Instant now) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1").put("command", "history");
        var list = document.putArray("databases").addObject().put("id", database).putArray("durations");
        for (var stay : stays) {
            var node = list.addObject();
            LookingBack.state(node, "state", stay.state());
            node.put("from", stay.from().toString())
                    .put("to", stay.to().map(Instant::toString).orElse(null))
                    .put("seconds", stay.length(now).toSeconds());
        }
        return MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }
}
