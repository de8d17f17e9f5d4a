package dev.migrationledger.app.cli;

import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One catalog of SQL files and a fleet of SQLite files, all beside each other. */
final class SqliteProject {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final Path directory;
    final Path config;
    private final Workplace workplace;
    private final String catalog = "files" + NUMBER.incrementAndGet();
    private final List<String> databases = new ArrayList<>();

    SqliteProject(Workplace workplace) {
        this.workplace = workplace;
        this.directory = workplace.directory.resolve(catalog);
        this.config = directory.resolve("ledger.yml");
        try {
            Files.createDirectories(directory.resolve("revisions"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SqliteProject revision(String file, String id, String parent, String sql) {
        return write(directory.resolve("revisions").resolve(file), "-- revision: %s\n-- parents: %s\n%s\n".formatted(id, parent, sql));
    }

    /** A database of that id, made without the ledger; no file where the script is empty. */
    SqliteProject database(String id, String script) {
        databases.add(id(id));
        if (!script.isEmpty()) {
            SqliteFiles.run(address(id), script);
        }
        return write(config, configuration());
    }

    private String configuration() {
        var text = new StringBuilder(
                "catalogs:\n  %1$s:\n    sources:\n      - { id: sql, format: sql, path: revisions }\ndatabases:\n".formatted(catalog));
        databases.forEach(id -> text.append(
                "  - { id: %1$s, catalog: %2$s, environment: test, engine: sqlite, file: %1$s.db }\n".formatted(id, catalog)));
        return text.toString();
    }

    /** Its id in the ledger, which other tests share. */
    String id(String id) {
        return catalog + "-" + id;
    }

    TargetAddress address(String id) {
        return SqliteFiles.address(directory.resolve(id(id) + ".db"));
    }

    String answer(String id, String query) {
        return SqliteFiles.answer(address(id), query);
    }

    CommandLineRun json(String id, String verb, String... words) {
        var all = new ArrayList<>(List.of(verb));
        all.addAll(List.of(words));
        all.addAll(List.of(id(id), "--format", "json"));
        return workplace.run(config, Map.of(), all.toArray(String[]::new));
    }

    CommandLineRun run(String... words) {
        return workplace.run(config, Map.of(), words);
    }

    ChildRun start(String... words) {
        return workplace.start(config, Map.of(), words);
    }

    private SqliteProject write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
