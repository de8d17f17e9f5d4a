package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.Cell;
import dev.migrationledger.app.cli.render.Page;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.cli.render.SnapshotText;
import dev.migrationledger.app.cli.render.Tone;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.detection.Detections;
import dev.migrationledger.app.operation.CheckCatalog;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.planning.UnknownTable;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Finding;
import dev.migrationledger.core.script.StatementTraits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lint",
        description = "Read every catalog and list all that is wrong with it, and what its scripts would do to a server.")
public final class LintVerb extends CatalogVerb implements Callable<Integer> {
    @Option(names = "--check", description = "Exit 1 when there is a finding.")
    private boolean check;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where what scratch databases showed is kept (default: ./.ledger).")
    private Path dataDirectory = Path.of(".ledger");

    @Option(names = "--no-scratch", description = "Only read: run no revision in a scratch database, and no dump.")
    private boolean onlyRead;

    @Override
    public Integer call() {
        var page = new Page(terminal().look());
        int findings = 0;
        for (var catalog : catalogs()) {
            var dialect = dialect(catalog.name());
            for (var revision : catalog.graph().inOrder()) {
                for (var finding : findings(revision, catalog, dialect)) {
                    findings++;
                    page.line(
                            Cell.of(Tone.STRONG, revision.id() + " "),
                            Cell.of(finding.message() + " "),
                            Cell.of(Tone.FAINT, "[" + finding.code() + "]"));
                }
            }
            if (!onlyRead) {
                for (var engine : engines(catalog)) {
                    findings += check(page, catalog, engine);
                }
            }
            page.line(Cell.of(catalog.name() + ": " + catalog.graph().size() + " revisions, head "
                    + catalog.graph().heads()));
        }
        terminal().out().print(page);
        terminal().out().flush();
        return check && findings > 0 ? Exit.FINDINGS.code() : Exit.OK.code();
    }

    private static List<Finding> findings(Revision revision, Catalog catalog, Dialect dialect) {
        return Stream.concat(
                        UnknownTable.of(revision, catalog).stream(),
                        StatementTraits.findings(revision.script(), revision.file(), dialect).stream())
                .toList();
    }

    /** Whether revisions run, and dumps are what they claim, by scratch databases. @return how many findings */
    private int check(Page page, Catalog catalog, Engine engine) {
        try (var progress = terminal().progress("lint", 0);
                var detections = Detections.in(dataDirectory, terminal().environment(), (_, revision, _, _) ->
                        progress.advance(0, revision))) {
            var checking = new CheckCatalog(detections, configured(catalog), catalog, engine);
            var failures = checking.failures();
            failures.forEach(problem -> ReportText.problem(page, problem));
            var snapshots = checking.snapshots();
            snapshots.forEach(snapshot -> SnapshotText.on(page, snapshot));
            return failures.size() + (int) snapshots.stream().filter(s -> s.count(Tier.HARD) > 0).count();
        } catch (LedgerException e) {
            page.line(Cell.of(Tone.DOUBTFUL, catalog.name() + " could not be tried in scratch databases:"));
            e.problems().forEach(problem -> ReportText.problem(page, problem));
            return e.problems().size();
        }
    }
}
