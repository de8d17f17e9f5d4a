package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.audit.AuditPlace;
import dev.migrationledger.app.axon.SystemUser;
import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.operation.Audit;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.core.audit.VerifierKey;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One thing to do with the log as a whole: needs no configuration file. */
@Command(mixinStandardHelpOptions = true)
abstract class AuditPart implements Callable<Integer> {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the ledger keeps its own store (default: ./.ledger).")
    private Path dataDirectory = Path.of(".ledger");

    final Terminal terminal() {
        return ((LedgerCommand) spec.root().userObject()).terminal();
    }

    final AuditDirectory directory() {
        return new AuditDirectory(AuditPlace.of(dataDirectory, terminal().environment()));
    }

    /** With the store open. */
    final <T> T onStore(Function<Audit, T> work) {
        return onLedger(ledger -> work.apply(ledger.audit()));
    }

    final <T> T onLedger(Function<Ledger, T> work) {
        try (var _ = new EndingWell();
                var progress = terminal().progress("audit", 0);
                var ledger = Ledger.open(
                        dataDirectory, terminal().environment(), SystemUser.name(), "", text -> progress.advance(0, text))) {
            progress.advance(0, spec.name());
            return work.apply(ledger);
        }
    }

    /** Those that were given, or those that the directory trusts. */
    final List<VerifierKey> keys(List<String> given) {
        return given.isEmpty() ? directory().trusted() : given.stream().map(AuditDirectory::key).toList();
    }

    /** The start of the command's JSON document. */
    final ObjectNode document() {
        return MAPPER.createObjectNode().put("ledger", "1").put("command", "audit " + spec.name());
    }

    final void print(ObjectNode document) {
        print(MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n");
    }

    final void print(String text) {
        terminal().out().print(text);
        terminal().out().flush();
    }

    final void warn(String text) {
        terminal().err().println("ledger: " + text);
    }
}
