package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.json.JsonReport;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.config.Selection;
import dev.migrationledger.app.operation.KnownOperation;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Does one operation to every selected database and shows what came of it, in selection order.
 *
 * @param verb     as in the report
 * @param parallel databases worked on at once
 */
record FleetRun(Terminal terminal, Common common, String verb, int parallel) {

    /** @return the exit code */
    int over(Selection selection, Function<Ledger, ? extends Operation<?>> operation) {
        try (var ending = new EndingWell()) {
            return show(report(selection, operation, ending));
        }
    }

    /**
     * As {@link #over}, one after the other, of databases that need not be in the configuration.
     *
     * @param ids asked once the ledger is open
     */
    int overKnown(Function<Ledger, List<String>> ids, Function<Ledger, ? extends KnownOperation<?>> operation) {
        try (var ledger = open(text -> {})) {
            return show(new Report(verb, results(ids.apply(ledger), operation.apply(ledger)), signed(ledger)));
        } catch (LedgerException e) {
            return show(new Report(verb, List.of(), e.problems()));
        }
    }

    private <R extends Result> List<R> results(List<String> ids, KnownOperation<R> operation) {
        var guarded = new Guarded(terminal);
        return ids.stream().map(id -> guarded.run(operation, id)).toList();
    }

    private Ledger open(Ledger.Progress progress) {
        return Ledger.open(
                common.dataDirectory(), terminal.environment(), common.actor(), common.reason(), verb, progress);
    }

    private Report report(Selection selection, Function<Ledger, ? extends Operation<?>> operation, EndingWell ending) {
        try {
            var subjects = subjects(selection);
            try (var progress = terminal.progress(verb, subjects.size());
                    var ledger = open(text -> progress.advance(0, text))) {
                ending.by(ledger::interrupt);
                var results = new Crew(new Guarded(terminal), parallel).each(subjects, operation.apply(ledger), progress);
                return new Report(verb, results, signed(ledger));
            }
        } catch (LedgerException e) {
            return new Report(verb, List.of(), e.problems());
        }
    }

    /** What was done to databases was done, whatever becomes of its signing: that is told, and only {@code --check} minds. */
    private List<Problem> signed(Ledger ledger) {
        try {
            var exit = common.check() ? Exit.FINDINGS : Exit.OK;
            return ledger.signed().stream().map(p -> new Problem(p.code(), exit, p.message(), p.hint())).toList();
        } catch (RuntimeException e) {
            return List.of(Main.unforeseen(e, terminal));
        }
    }

    private List<Subject> subjects(Selection selection) {
        var configuration = ConfigurationReader.read(common.config());
        return Subjects.of(configuration, selection.from(configuration.databases()), selection.isNamed(), this::warn);
    }

    private void warn(Problem problem) {
        terminal.err().print(ReportText.problems(List.of(problem), terminal.look()));
    }

    private int show(Report report) {
        switch (common.format()) {
            case JSON -> terminal.out().print(JsonReport.text(report));
            case TABLE -> {
                terminal.out().print(ReportText.of(report, terminal.look(), Instant.now()));
                terminal.err().print(ReportText.problems(report.problems(), terminal.look()));
            }
        }
        terminal.out().flush();
        return report.exit(common.check()).code();
    }
}
