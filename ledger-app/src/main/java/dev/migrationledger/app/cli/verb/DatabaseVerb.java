package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.RelativeRevision;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.config.Selection;
import dev.migrationledger.app.operation.KnownOperation;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.Operation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb about selected databases. */
@Command(mixinStandardHelpOptions = true)
abstract class DatabaseVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Common common;

    @Mixin
    private Selected selected;

    final Terminal terminal() {
        return ((LedgerCommand) spec.root().userObject()).terminal();
    }

    /** The database of a form of the verb that is about one. */
    final String database() {
        return selected.only()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "say which database, and only one"));
    }

    final Common common() {
        return common;
    }

    final Selected selected() {
        return selected;
    }

    /** Over the selection as written. */
    final int run(int parallel, Function<Ledger, ? extends Operation<?>> operation) {
        return run(selected.selection(), parallel, operation);
    }

    final int run(Selection selection, int parallel, Function<Ledger, ? extends Operation<?>> operation) {
        return new FleetRun(terminal(), common, verb(), parallel).over(selection, operation);
    }

    /** Over what the ledger has of databases, in the configuration or not. */
    final int runKnown(Function<Ledger, List<String>> ids, Function<Ledger, ? extends KnownOperation<?>> operation) {
        return new FleetRun(terminal(), common, verb(), 1).overKnown(ids, operation);
    }

    /** {@code up}, {@code drift accept}. */
    private String verb() {
        return spec.qualifiedName().substring(spec.root().name().length()).strip();
    }

    /** The first positional argument, for a verb that needs a revision. */
    final String revision() {
        return selected.first()
                .map(RelativeRevision::restore)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "say which revision: ledger " + spec.name() + " REVISION DATABASE..."));
    }
}
