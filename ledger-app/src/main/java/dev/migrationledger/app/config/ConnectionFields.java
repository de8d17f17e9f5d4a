package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the typed connection fields of a database or a scratch server. */
final class ConnectionFields {
    static final List<String> KEYS =
            List.of("engine", "host", "port", "database", "user", "password", "file", "properties");
    private static final List<String> SERVER_ONLY = List.of("host", "port", "database", "user", "password");

    private final Path base;
    private final References references;

    /** @param base what relative paths are relative to */
    ConnectionFields(Path base, References references) {
        this.base = base;
        this.references = references;
    }

    /** Empty when anything needed is missing or wrong; the reasons are among the problems. */
    Optional<ConnectionConfig> read(Section section) {
        section.required("engine");
        return section.word("engine", Engine.labels())
                .flatMap(Engine::of)
                .flatMap(engine -> engine.isFile() ? file(section, engine) : server(section, engine));
    }

    private Optional<ConnectionConfig> file(Section section, Engine engine) {
        SERVER_ONLY.stream().filter(section::has).forEach(key -> misplaced(section, key, engine));
        properties(section, engine);
        return section.requiredText("file")
                .flatMap(text -> references.path(section, "file", text))
                .map(file -> new ConnectionConfig(
                        engine, "", 0, "", "", Optional.empty(), Optional.of(file), new TreeMap<>()));
    }

    private Optional<ConnectionConfig> server(Section section, Engine engine) {
        if (section.has("file")) {
            misplaced(section, "file", engine);
        }
        var host = section.requiredText("host").filter(text -> isHost(section, text));
        int port = section.integer("port", 1, 65_535, "LDG212").orElse(engine.defaultPort());
        var database = section.requiredText("database").filter(text -> isServerName(section, "database", text));
        var user = section.requiredText("user").filter(text -> isServerName(section, "user", text));
        var password = references.secret(section, "password");
        var properties = properties(section, engine);
        if (host.isEmpty() || database.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ConnectionConfig(
                engine, host.get(), port, database.get(), user.get(), password, Optional.empty(), properties));
    }

    private static void misplaced(Section section, String key, Engine engine) {
        section.problems()
                .add("LDG219", section.place(key),
                        section.where() + " has `" + key + "`, which engine " + engine.label() + " does not use",
                        "remove it, or choose another engine");
    }

    private static boolean isHost(Section section, String text) {
        if (Names.isHost(text)) {
            return true;
        }
        var isUrl = text.contains("://") || text.startsWith("jdbc:");
        section.problems()
                .add("LDG213", section.place("host"),
                        isUrl
                                ? "`host` of " + section.where() + " is a URL"
                                : "`host` of " + section.where() + " is not a host name or address",
                        isUrl
                                ? "give host, port, database and user as separate fields; URLs are never read"
                                : "only the name: no path, query or port in it");
        return false;
    }

    private static boolean isServerName(Section section, String key, String text) {
        if (Names.isServerName(text)) {
            return true;
        }
        section.problems()
                .add("LDG217", section.place(key),
                        "`" + key + "` of " + section.where() + " is too long, has control characters, or is a URL",
                        "write only the name: host, port and password have fields of their own");
        return false;
    }

    private TreeMap<String, String> properties(Section section, Engine engine) {
        var properties = new TreeMap<String, String>();
        var known = engine.properties().stream().sorted().toList();
        section.texts("properties").forEach((name, value) -> {
            if (known.contains(name)) {
                (isPath(name) ? references.path(section, "properties", value).map(Path::toString) : Optional.of(value))
                        .ifPresent(text -> properties.put(name, text));
            } else {
                section.problems()
                        .add("LDG218", section.place("properties"),
                                "property `" + Shown.of(name) + "` of " + section.where() + " cannot be set",
                                known.isEmpty()
                                        ? "engine " + engine.label() + " has none"
                                        : Hints.near(name, known));
            }
        });
        return properties;
    }

    private static boolean isPath(String property) {
        return property.equals("sslrootcert") || property.equals("sslcert") || property.equals("sslkey");
    }
}
