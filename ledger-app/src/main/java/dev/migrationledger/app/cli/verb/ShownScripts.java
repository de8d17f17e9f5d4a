package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.render.Times;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.ScriptsThatRan;
import dev.migrationledger.app.operation.ScriptsThatRan.Ran;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints texts that ran: to standard output nothing but the text, who ran it and when to standard error. */
record ShownScripts(Terminal terminal, Common common) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @return the exit code */
    int of(String database, String wanted) {
        try (var ledger = Ledger.open(
                common.dataDirectory(), terminal.environment(), common.actor(), common.reason(), _ -> {})) {
            var scripts = new ScriptsThatRan(ledger).of(database, wanted);
            switch (common.format()) {
                case TABLE -> scripts.forEach(this::text);
                case JSON -> terminal.out().print(json(database, scripts));
            }
            terminal.out().flush();
            return 0;
        }
    }

    private void text(Ran script) {
        terminal.err().println("-- " + script.what() + " " + script.did() + " " + Times.moment(script.time()) + " by "
                + script.from().who() + ", sha256 " + script.digest());
        terminal.err().flush();
        terminal.out().print(script.text());
        if (terminal.interactive() && !script.text().endsWith("\n")) {
            terminal.out().println();
        }
        terminal.out().flush();
    }

    private static String json(String database, List<Ran> scripts) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1").put("command", "history");
        var entry = document.putArray("databases").addObject().put("id", database);
        var list = entry.putArray("scripts");
        scripts.forEach(script -> list.addObject()
                .put("name", script.what())
                .put("outcome", script.did())
                .put("digest", script.digest())
                .put("time", script.time().toString())
                .put("actor", script.from().actor())
                .put("via", script.from().via())
                .put("text", script.text()));
        return MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }
}
