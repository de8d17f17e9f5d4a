package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.core.revision.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A question about the whole fleet's past; no database is connected to. */
@Command(mixinStandardHelpOptions = true)
abstract class LookingBack implements Callable<Integer> {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private Common common;

    final Common common() {
        return common;
    }

    final Terminal terminal() {
        return ((LedgerCommand) spec.root().userObject()).terminal();
    }

    final <T> T ask(Function<Ledger, T> question) {
        try (var ledger = Ledger.open(
                common.dataDirectory(), terminal().environment(), common.actor(), common.reason(), _ -> {})) {
            return question.apply(ledger);
        }
    }

    final ObjectNode document() {
        return document("fleet " + spec.name());
    }

    static ObjectNode document(String command) {
        return MAPPER.createObjectNode().put("ledger", "1").put("command", command);
    }

    final void print(ObjectNode document) {
        print(MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n");
    }

    final void print(String text) {
        terminal().out().print(text);
        terminal().out().flush();
    }

    static void state(ObjectNode node, String field, Optional<State> state) {
        if (state.isEmpty()) {
            node.putNull(field);
        } else {
            var heads = node.putArray(field);
            state.get().heads().forEach(heads::add);
        }
    }
}
