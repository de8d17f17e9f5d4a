package dev.migrationledger.app.config;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.problem.Shown;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one entry of {@code catalogs}. */
final class CatalogFields {
    private static final List<String> KEYS = List.of("scratch", "sources", "probes", "policy");
    private static final List<String> SOURCE_KEYS =
            List.of("id", "format", "path", "at", "critical", "after", "command", "environment");
    private static final List<String> COMMON_SOURCE_KEYS = List.of("id", "format", "path");

    private final Path base;
    private final ConnectionFields connections;

    CatalogFields(Path base, ConnectionFields connections) {
        this.base = base;
        this.connections = connections;
    }

    Optional<CatalogConfig> read(String name, Section section) {
        section.allowOnly(KEYS);
        if (!Names.isId(name)) {
            section.problems().add("LDG217", section.node(), "`" + Shown.of(name) + "` is no name for a catalog", Ids.SHAPE);
        }
        var scratch = scratch(section);
        var sources = sources(section);
        return Optional.of(new CatalogConfig(name, scratch, sources, section.texts("probes"), policy(section)));
    }

    private Scratch scratch(Section section) {
        var value = section.all().get("scratch");
        if (value == null) {
            return new Scratch.Embedded();
        }
        if (value instanceof ScalarNode) {
            section.word("scratch", List.of("embedded"));
            return new Scratch.Embedded();
        }
        return section.section("scratch")
                .flatMap(fields -> {
                    fields.allowOnly(ConnectionFields.KEYS);
                    return connections.read(fields);
                })
                .<Scratch>map(Scratch.Server::new)
                .orElseGet(Scratch.Embedded::new);
    }

    private static Policy policy(Section section) {
        return section.section("policy")
                .map(fields -> {
                    fields.allowOnly(List.of("equivalent", "wrong-claim"));
                    var equivalent = fields.word("equivalent", List.of("refuse", "earliest"))
                            .map(word -> word.equals("earliest")
                                    ? Policy.Equivalent.EARLIEST
                                    : Policy.Equivalent.REFUSE)
                            .orElse(Policy.DEFAULT.equivalent());
                    var claim = fields.word("wrong-claim", List.of("correct", "refuse"))
                            .map(word -> word.equals("refuse") ? Policy.WrongClaim.REFUSE : Policy.WrongClaim.CORRECT)
                            .orElse(Policy.DEFAULT.wrongClaim());
                    return new Policy(equivalent, claim);
                })
                .orElse(Policy.DEFAULT);
    }

    private List<SourceConfig> sources(Section section) {
        var nodes = section.required("sources").isPresent() ? section.items("sources") : List.<Node>of();
        if (section.has("sources") && nodes.isEmpty()) {
            section.problems()
                    .add("LDG208", section.place("sources"), section.where() + " has no source",
                            "add one: `- id: ...`, `format: ...`, `path: ...`");
        }
        var sources = new ArrayList<SourceConfig>();
        var lines = new HashMap<String, Integer>();
        for (var node : nodes) {
            Section.of(node, "a source of " + section.where(), section.problems())
                    .flatMap(fields -> source(fields, section.where(), lines))
                    .ifPresent(sources::add);
        }
        return sources;
    }

    private Optional<SourceConfig> source(Section unnamed, String catalog, Map<String, Integer> lines) {
        var id = unnamed.requiredText("id");
        var section = unnamed.named("source " + Shown.of(id.orElse("without id")) + " of " + catalog);
        section.allowOnly(SOURCE_KEYS);
        id.ifPresent(text -> Ids.check(section, text, lines));
        section.required("format");
        var format = section.word("format", SourceFormat.labels()).flatMap(SourceFormat::of);
        format.ifPresent(f -> misplaced(section, f));
        var path = section.requiredText("path").flatMap(text -> path(section, text, format));
        if (format.isPresent() && format.get() == SourceFormat.SNAPSHOT) {
            section.required("at");
        }
        var at = section.text("at");
        boolean critical = section.bool("critical").orElse(false);
        var after = section.text("after");
        var command = section.textItems("command");
        var environment = section.texts("environment");
        if (id.isEmpty() || format.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SourceConfig(
                id.get(), format.get(), path.get(), at, critical, after, command, environment, section.line()));
    }

    private static void misplaced(Section section, SourceFormat format) {
        SOURCE_KEYS.stream()
                .filter(section::has)
                .filter(key -> !COMMON_SOURCE_KEYS.contains(key) && !format.fields().contains(key))
                .forEach(key -> section.problems()
                        .add("LDG219", section.place(key),
                                section.where() + " has `" + key + "`, which format " + format.label()
                                        + " does not use",
                                "`" + key + "` belongs to format " + owner(key)));
    }

    private static String owner(String key) {
        return Stream.of(SourceFormat.values())
                .filter(format -> format.fields().contains(key))
                .map(SourceFormat::label)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Path> path(Section section, String text, Optional<SourceFormat> format) {
        try {
            var path = base.resolve(text).normalize();
            var wrong = wrong(path, format);
            wrong.ifPresent(what -> section.problems()
                    .add("LDG214", section.place("path"), "`path` of " + section.where() + " " + what + ": "
                            + Shown.of(text), "paths are relative to the configuration file: " + base));
            return wrong.isPresent() ? Optional.empty() : Optional.of(path);
        } catch (InvalidPathException e) {
            section.problems()
                    .add("LDG214", section.place("path"), "`path` of " + section.where() + " is not a path",
                            "write a path, relative to the configuration file");
            return Optional.empty();
        }
    }

    private static Optional<String> wrong(Path path, Optional<SourceFormat> format) {
        if (!Files.exists(path)) {
            return Optional.of("does not exist");
        }
        if (!Files.isReadable(path)) {
            return Optional.of("cannot be read");
        }
        return format.map(SourceFormat::shape).flatMap(shape -> switch (shape) {
            case FILE -> Files.isDirectory(path) ? Optional.of("is a directory, not a file") : Optional.empty();
            case DIRECTORY -> Files.isDirectory(path) ? Optional.empty() : Optional.of("is not a directory");
            case EITHER -> Optional.empty();
        });
    }
}
