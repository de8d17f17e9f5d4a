package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.cli.render.FleetText;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.FleetThen;
import dev.migrationledger.app.result.Label;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Resolution;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "having", description = "Which databases had a revision, now or at an instant.")
final class FleetHaving extends LookingBack {
    @Parameters(paramLabel = "REVISION", description = "Of any catalog of the configuration.")
    private String revision;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "Such as 2026-03-31, which is its end; default: now.")
    private @Nullable String asOf;

    @Override
    public Integer call() {
        var graphs = graphs();
        var ids = new TreeMap<String, String>();
        var refused = new ArrayList<Problem>();
        graphs.forEach((name, graph) -> resolve(graph, refused).ifPresent(id -> ids.put(name, id)));
        if (ids.isEmpty()) {
            throw new LedgerException(refused);
        }
        var instant = Optional.ofNullable(asOf).map(Instants::read).orElseGet(Instant::now);
        graphs.keySet().retainAll(ids.keySet());
        var having = ask(ledger -> new FleetThen(ledger).having(graphs, ids, instant));
        switch (common().format()) {
            case TABLE -> print(FleetText.having(having, terminal().look()));
            case JSON -> print(json(instant, having));
        }
        return 0;
    }

    private Map<String, RevisionGraph> graphs() {
        var graphs = new TreeMap<String, RevisionGraph>();
        ConfigurationReader.read(common().config()).catalogs().forEach((name, catalog) -> graphs.put(
                name,
                Catalogs.read(catalog, problem ->
                                terminal().err().print(ReportText.problems(List.of(problem), terminal().look())))
                        .graph()));
        return graphs;
    }

    private Optional<String> resolve(RevisionGraph graph, List<Problem> refused) {
        return switch (Selector.resolve(revision, graph, State.EMPTY)) {
            case Resolution.Found(var state) when state.heads().size() == 1 -> Optional.of(state.heads().getFirst());
            case Resolution.Found _ -> Optional.empty();
            case Resolution.Refused(var problem) -> {
                refused.add(problem);
                yield Optional.empty();
            }
        };
    }

    private ObjectNode json(Instant instant, List<FleetThen.Having> having) {
        var document = document().put("revision", revision).put("at", instant.toString());
        var list = document.putArray("databases");
        for (var one : having) {
            state(list.addObject().put("id", one.id()).put("had", Label.of(one.had())), "state", one.state());
        }
        return document;
    }
}
