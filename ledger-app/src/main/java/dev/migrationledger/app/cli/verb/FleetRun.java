package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.json.JsonReport;
import dev.migrationledger.app.cli.render.Progress;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.config.Selection;
import dev.migrationledger.app.operation.KnownOperation;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.LookRefused;
import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.StatementFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

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
            var work = operation.apply(ledger);
            var results = ids.apply(ledger).stream().map(id -> guarded(work, id)).toList();
            return show(new Report(verb, results, signed(ledger)));
        } catch (LedgerException e) {
            return show(new Report(verb, List.of(), e.problems()));
        }
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
                var results = each(subjects, operation.apply(ledger), progress);
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
        var catalogs = new HashMap<String, Catalog>();
        var problems = new ArrayList<Problem>();
        var selected = selection.from(configuration.databases());
        for (var database : selected) {
            if (!catalogs.containsKey(database.catalog())) {
                try {
                    catalogs.put(database.catalog(), Catalogs.read(configuration.catalogOf(database), this::warn));
                } catch (LedgerException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new LedgerException(problems.stream().distinct().toList());
        }
        return selected.stream()
                .map(database -> new Subject(
                        database, configuration.catalogOf(database), catalogs.get(database.catalog())))
                .toList();
    }

    private void warn(Problem problem) {
        terminal.err().print(ReportText.problems(List.of(problem), terminal.look()));
    }

    private List<Result> each(List<Subject> subjects, Operation<?> operation, Progress progress) {
        // No virtual threads: SQLite works in native code, and a few busy files would keep every carrier from the others.
        try (var executor = Executors.newFixedThreadPool(
                Math.min(parallel, Math.max(1, subjects.size())),
                Thread.ofPlatform().name("database-", 0).factory())) {
            var running = subjects.stream()
                    .map(subject -> executor.submit((Callable<Result>) () -> {
                        var result = guarded(operation, subject);
                        progress.advance(1, subject.id());
                        return result;
                    }))
                    .toList();
            return running.stream().map(FleetRun::get).toList();
        }
    }

    private Result guarded(Operation<?> operation, Subject subject) {
        return guarded(subject.id(), () -> operation.on(subject), problem -> operation.stopped(subject, problem));
    }

    private Result guarded(KnownOperation<?> operation, String id) {
        return guarded(id, () -> operation.on(id), problem -> operation.stopped(id, problem));
    }

    private Result guarded(String id, Supplier<Result> work, Function<Problem, Result> stopped) {
        try {
            return work.get();
        } catch (LedgerException e) {
            return stopped.apply(together(e.problems()));
        } catch (StatementFailed e) {
            return stopped.apply(LookRefused.of(id, e));
        } catch (RuntimeException e) {
            return stopped.apply(Main.unforeseen(e, terminal));
        }
    }

    /** A database's entry has room for one problem; none of several is lost. */
    private static Problem together(List<Problem> problems) {
        return problems.stream()
                .reduce((first, next) -> new Problem(
                        first.code(),
                        Exit.worst(List.of(first.exit(), next.exit())),
                        first.message() + "; " + next.message(),
                        first.hint()))
                .orElseThrow();
    }

    private static Result get(Future<Result> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
