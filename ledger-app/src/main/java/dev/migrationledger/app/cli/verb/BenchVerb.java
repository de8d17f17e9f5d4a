package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.bench.Figure;
import dev.migrationledger.app.bench.Measurement;
import dev.migrationledger.app.bench.Place;
import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.render.Cell;
import dev.migrationledger.app.cli.render.Page;
import dev.migrationledger.app.cli.render.Table;
import dev.migrationledger.core.problem.Exit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure this machine: medians on a durable server of its own, beside plain JDBC doing the same.")
public final class BenchVerb implements Callable<Integer> {
    @ParentCommand
    private LedgerCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "WHAT",
            description = "revisions, detect, append, replay, materialise (default: all).")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "N", description = "Runs behind each median (default: 5).")
    private int runs = 5;

    @Option(names = "--format", paramLabel = "table|json", description = "Default: table.")
    private Common.Format format = Common.Format.TABLE;

    @Override
    public Integer call() {
        var chosen = chosen();
        var figures = new LinkedHashMap<String, List<Figure>>();
        try (var progress = parent.terminal().progress("bench", 0);
                var place = Place.open(text -> progress.advance(0, text))) {
            chosen.forEach(one -> figures.put(one.name(), one.take(place, Math.max(1, runs))));
        }
        parent.terminal().out().print(switch (format) {
            case TABLE -> table(figures);
            case JSON -> BenchJson.text(figures, runs);
        });
        parent.terminal().out().flush();
        return Exit.OK.code();
    }

    private List<Measurement> chosen() {
        var names = Measurement.ALL.stream().map(Measurement::name).toList();
        wanted.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    spec.commandLine(), "nothing is measured by the name of " + name + "; there is " + String.join(", ", names));
        });
        return Measurement.ALL.stream()
                .filter(one -> wanted.isEmpty() || wanted.contains(one.name()))
                .toList();
    }

    private Page table(Map<String, List<Figure>> figures) {
        var table = new Table(
                Table.Column.left("WHAT"),
                Table.Column.left("MEASURED"),
                Table.Column.number("MEDIAN"),
                Table.Column.left("UNIT"),
                Table.Column.number("PLAIN JDBC"),
                Table.Column.number("RATIO"));
        figures.forEach((name, taken) -> taken.forEach(figure -> table.row(
                Cell.of(name),
                Cell.of(figure.what()),
                Cell.of(number(figure.value())),
                Cell.of(figure.unit()),
                optional(figure.jdbc(), ""),
                optional(figure.ratio(), "x"))));
        var page = new Page(parent.terminal().look());
        table.on(page, "");
        return page;
    }

    private static Cell optional(OptionalDouble value, String unit) {
        return value.isPresent() ? Cell.of(number(value.getAsDouble()) + unit) : Cell.NONE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
