package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.config.DatabaseConfig;
import dev.migrationledger.app.config.Engine;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.script.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb about catalogs alone: needs no database and no store. */
@Command(mixinStandardHelpOptions = true)
abstract class CatalogVerb {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file (default: ./ledger.yml).")
    private Path config = Path.of("ledger.yml");

    @Option(names = "--catalog", paramLabel = "NAME", description = "Default: the only one.")
    private @Nullable String name;

    @Option(names = "--format", paramLabel = "table|json", description = "Default: table.")
    private Common.Format format = Common.Format.TABLE;

    final Terminal terminal() {
        return ((LedgerCommand) spec.root().userObject()).terminal();
    }

    final Common.Format format() {
        return format;
    }

    /** The one that is named, or the only one. */
    final Catalog catalog() {
        var catalogs = ConfigurationReader.read(config).catalogs();
        if (name == null && catalogs.size() == 1) {
            return read(catalogs.values().iterator().next());
        }
        var found = name == null ? null : catalogs.get(name);
        if (found == null) {
            throw new LedgerException(new Problem(
                    "LDG641",
                    Exit.USAGE,
                    name == null
                            ? "there are " + catalogs.size() + " catalogs: " + String.join(", ", catalogs.keySet())
                            : "there is no catalog " + name,
                    name == null ? "say which with --catalog" : known(name, List.copyOf(catalogs.keySet()))));
        }
        return read(found);
    }

    /** How a catalog that was read is configured. */
    final CatalogConfig configured(Catalog catalog) {
        return Objects.requireNonNull(ConfigurationReader.read(config).catalogs().get(catalog.name()));
    }

    /** Of the databases that a catalog serves; PostgreSQL where none is configured. */
    final SortedSet<Engine> engines(Catalog catalog) {
        var engines = ConfigurationReader.read(config).databases().stream()
                .filter(database -> database.catalog().equals(catalog.name()))
                .map(DatabaseConfig::engine)
                .collect(Collectors.toCollection(TreeSet::new));
        if (engines.isEmpty()) {
            engines.add(Engine.POSTGRESQL);
        }
        return engines;
    }

    private static String known(String name, List<String> names) {
        var question = NearMatches.question(name, names);
        return question.isEmpty() ? "catalogs are " + String.join(", ", names) : question;
    }

    private Catalog read(CatalogConfig config) {
        return Catalogs.read(
                config,
                problem -> terminal().err().print(ReportText.problems(List.of(problem), terminal().look())));
    }

    /** Whose rules its scripts follow: SQLite's where all of its databases are files. */
    final Dialect dialect(String catalog) {
        var engines = ConfigurationReader.read(config).databases().stream()
                .filter(database -> database.catalog().equals(catalog))
                .map(DatabaseConfig::engine)
                .distinct()
                .toList();
        return engines.equals(List.of(Engine.SQLITE)) ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    /** The named one or all; every problem of all of them together. */
    final List<Catalog> catalogs() {
        if (name != null) {
            return List.of(catalog());
        }
        var problems = new ArrayList<Problem>();
        var read = new ArrayList<Catalog>();
        for (var one : ConfigurationReader.read(config).catalogs().values()) {
            try {
                read.add(read(one));
            } catch (LedgerException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        return read;
    }
}
