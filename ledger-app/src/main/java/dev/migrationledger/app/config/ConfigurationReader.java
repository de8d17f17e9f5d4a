package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code ledger.yml} (CLI contract, section "Configuration"). */
public final class ConfigurationReader {
    private static final List<String> KEYS =
            List.of("catalogs", "databases", "stream", "alerts", "webhooks", "allow-literal-secrets");

    private final Problems problems;
    private final Path base;

    private ConfigurationReader(Path file) {
        this.problems = new Problems(file.toString());
        var directory = file.toAbsolutePath().normalize().getParent();
        this.base = directory == null ? file.toAbsolutePath() : directory;
    }

    /**
     * @param file as the person named it, which is how messages name it
     * @throws dev.migrationledger.core.problem.LedgerException with every problem found, in file order, each with its
     *     line; never with a value that could be a secret
     */
    public static Configuration read(Path file) {
        return new ConfigurationReader(file).configuration(file);
    }

    private Configuration configuration(Path file) {
        var configuration = YamlFile.read(file, problems)
                .flatMap(root -> Section.of(root, "the configuration", problems))
                .map(this::configuration);
        if (!problems.isEmpty()) {
            throw problems.asException();
        }
        return configuration.orElseThrow();
    }

    private Configuration configuration(Section root) {
        root.allowOnly(KEYS);
        var references = new References(base, root.bool("allow-literal-secrets").orElse(false));
        var connections = new ConnectionFields(base, references);
        var nodes = root.required("catalogs").isPresent()
                ? root.section("catalogs").map(Section::all).orElse(Map.of())
                : Map.<String, Node>of();
        if (root.place("catalogs") != root.node() && nodes.isEmpty() && problems.isEmpty()) {
            problems.add("LDG208", root.place("catalogs"), "`catalogs` is empty", "add one: a name and its sources");
        }
        var catalogs = catalogs(nodes, new CatalogFields(base, connections));
        var databases = databases(root, nodes.keySet(), connections);
        var stream = root.section("stream").map(new StreamFields(references)::read).orElse(StreamConfig.NONE);
        var told = new AlertFields(references);
        var alerts = root.section("alerts").map(told::read).orElse(AlertConfig.NONE);
        return new Configuration(catalogs, databases, stream, alerts, told.webhooks(root), base);
    }

    private Map<String, CatalogConfig> catalogs(Map<String, Node> nodes, CatalogFields reader) {
        var catalogs = new LinkedHashMap<String, CatalogConfig>();
        nodes.forEach((name, node) -> Section.of(node, "catalog " + Shown.of(name), problems)
                .flatMap(section -> reader.read(name, section))
                .ifPresent(catalog -> catalogs.put(name, catalog)));
        return catalogs;
    }

    private List<DatabaseConfig> databases(Section root, Set<String> catalogs, ConnectionFields connections) {
        var reader = new DatabaseFields(catalogs, connections);
        var databases = new ArrayList<DatabaseConfig>();
        for (var node : root.items("databases")) {
            Section.of(node, "a database", problems).flatMap(reader::read).ifPresent(databases::add);
        }
        return databases;
    }
}
