package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.render.Progress;
import dev.migrationledger.app.operation.Ledger;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One thing to do with what is told to others. */
@Command(mixinStandardHelpOptions = true)
abstract class StreamPart implements Callable<Integer> {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String group;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Common common;

    StreamPart() {
        this("stream");
    }

    /** @param group the verb that it is part of */
    StreamPart(String group) {
        this.group = group;
    }

    final Common common() {
        return common;
    }

    final Terminal terminal() {
        return ((LedgerCommand) spec.root().userObject()).terminal();
    }

    /** As in the history; empty for what changes none. */
    String verb() {
        return "";
    }

    final <T> T onLedger(Function<Ledger, T> work) {
        return onLedger(0, (ledger, _) -> work.apply(ledger));
    }

    /** @param total of steps that the progress will go, where it is known */
    final <T> T onLedger(int total, BiFunction<Ledger, Progress, T> work) {
        try (var ending = new EndingWell();
                var progress = terminal().progress(group, total);
                var ledger = Ledger.open(
                        common.dataDirectory(),
                        terminal().environment(),
                        common.actor(),
                        common.reason(),
                        verb(),
                        text -> progress.advance(0, text))) {
            ending.by(ledger::interrupt);
            progress.advance(0, spec.name());
            return work.apply(ledger, progress);
        }
    }

    /** {@code alerts run}. */
    final String command() {
        return group + " " + spec.name();
    }

    /** The start of the command's JSON document. */
    final ObjectNode document() {
        return MAPPER.createObjectNode().put("ledger", "1").put("command", command());
    }

    final void print(ObjectNode document) {
        print(MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n");
    }

    final void print(String text) {
        terminal().out().print(text);
        terminal().out().flush();
    }
}
