package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.json.LintJson;
import dev.migrationledger.app.cli.render.LintText;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.app.detection.Detections;
import dev.migrationledger.app.operation.CheckCatalog;
import dev.migrationledger.app.result.CatalogLint;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.planning.UnknownTable;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Finding;
import dev.migrationledger.core.script.StatementTraits;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        var catalogs = catalogs().stream().map(this::lint).toList();
        terminal().out().print(switch (format()) {
            case TABLE -> LintText.of(catalogs, terminal().look());
            case JSON -> LintJson.text(catalogs);
        });
        terminal().out().flush();
        boolean found = catalogs.stream().anyMatch(catalog -> catalog.findings() > 0);
        return check && found ? Exit.FINDINGS.code() : Exit.OK.code();
    }

    private CatalogLint lint(Catalog catalog) {
        var dialect = dialect(catalog.name());
        var notes = catalog.graph().inOrder().stream()
                .flatMap(revision -> findings(revision, catalog, dialect).stream()
                        .map(finding -> new CatalogLint.Note(revision.id(), finding.code(), finding.message())))
                .toList();
        var trials = onlyRead
                ? List.<CatalogLint.Trial>of()
                : engines(catalog).stream().map(engine -> trial(catalog, engine)).toList();
        return new CatalogLint(catalog.name(), catalog.graph().size(), catalog.graph().heads(), notes, trials);
    }

    private static List<Finding> findings(Revision revision, Catalog catalog, Dialect dialect) {
        return Stream.concat(
                        UnknownTable.of(revision, catalog).stream(),
                        StatementTraits.findings(revision.script(), revision.file(), dialect).stream())
                .toList();
    }

    /** Whether revisions run, and dumps are what they claim, by scratch databases. */
    private CatalogLint.Trial trial(Catalog catalog, Engine engine) {
        var name = engine.name().toLowerCase(Locale.ROOT);
        try (var progress = terminal().progress("lint", 0);
                var detections = Detections.in(dataDirectory, terminal().environment(), (_, revision, _, _) ->
                        progress.advance(0, revision))) {
            var checking = new CheckCatalog(detections, configured(catalog), catalog, engine);
            return new CatalogLint.Trial(name, checking.failures(), checking.snapshots(), List.of());
        } catch (LedgerException e) {
            return new CatalogLint.Trial(name, List.of(), List.of(), e.problems());
        }
    }
}
