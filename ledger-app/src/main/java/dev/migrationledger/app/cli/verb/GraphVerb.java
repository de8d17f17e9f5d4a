package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.cli.RelativeRevision;
import dev.migrationledger.app.cli.json.GraphJson;
import dev.migrationledger.app.cli.render.GraphText;
import dev.migrationledger.app.cli.render.RevisionText;
import dev.migrationledger.app.detection.Detections;
import dev.migrationledger.app.detection.FailuresFromEmpty;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "graph",
        description = "Draw a catalog's revisions; or list its heads or branch points; or show one revision.",
        subcommands = {GraphVerb.Heads.class, GraphVerb.Branches.class, GraphVerb.Show.class})
public final class GraphVerb extends CatalogVerb implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where what scratch databases showed is kept (default: ./.ledger).")
    private Path dataDirectory = Path.of(".ledger");

    @Override
    public Integer call() {
        var catalog = catalog();
        var graph = catalog.graph();
        var failures = failures(catalog);
        print(
                switch (format()) {
                    case TABLE -> GraphText.of(graph, Map.of(), failures, terminal().look());
                    case JSON -> GraphJson.text(graph, graph.inOrder(), failures);
                });
        return 0;
    }

    /** Nothing is run for a drawing: what is known since it was run. */
    private List<Problem> failures(Catalog catalog) {
        var known = new FailuresFromEmpty(
                new ReferenceCache(Detections.references(dataDirectory)),
                Catalogs.tools(configured(catalog), terminal().environment()));
        return engines(catalog).stream()
                .flatMap(engine -> known.remembered(catalog, Label.of(engine)).stream())
                .distinct()
                .toList();
    }

    private void print(String text) {
        terminal().out().print(text);
        terminal().out().flush();
    }

    @Command(name = "heads", description = "Revisions that no other needs.")
    static final class Heads extends CatalogVerb implements Callable<Integer> {
        @Override
        public Integer call() {
            var graph = catalog().graph();
            list(this, graph, graph.heads().heads().stream().map(graph::get).toList());
            return 0;
        }
    }

    @Command(name = "branches", description = "Revisions with more than one child.")
    static final class Branches extends CatalogVerb implements Callable<Integer> {
        @Override
        public Integer call() {
            var graph = catalog().graph();
            list(this, graph, graph.branchPoints());
            return 0;
        }
    }

    @Command(name = "show", description = "Everything about the revisions that REVISION selects.")
    static final class Show extends CatalogVerb implements Callable<Integer> {
        @Parameters(paramLabel = "REVISION")
        private String revision;

        @Override
        public Integer call() {
            var graph = catalog().graph();
            switch (Selector.resolve(RelativeRevision.restore(revision), graph, State.EMPTY)) {
                case Resolution.Found(var state) ->
                    list(this, graph, state.heads().stream().map(graph::get).toList());
                case Resolution.Refused(var problem) -> throw new LedgerException(problem);
            }
            return 0;
        }
    }

    private static void list(CatalogVerb verb, RevisionGraph graph, List<Revision> revisions) {
        verb.terminal().out().print(
                switch (verb.format()) {
                    case TABLE -> RevisionText.of(graph, revisions, verb.terminal().look());
                    case JSON -> GraphJson.text(graph, revisions, List.of());
                });
        verb.terminal().out().flush();
    }
}
