package dev.migrationledger.app.source.seed;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SeedScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A seed script, or a directory of them ({@code *.sql}) that run sorted by name.
 *
 * @param id       of the source; in a directory a seed's id is this, a slash and the file's name
 * @param path     of a file or a directory
 * @param critical whether a failure stops the upgrade
 * @param after    revision id after which they run; empty: after the upgrade
 */
public record SeedSource(String id, Path path, boolean critical, Optional<String> after) implements MigrationSource {
    @Override
    public Content read() {
        var files = new SourceFiles(id, path);
        var seeds = files.sqlScripts().stream()
                .map(file -> new SeedScript(file.id(), critical, after, new Script(file.text(), 1), file.name()))
                .toList();
        return new Content(List.of(), List.of(), seeds, files.problems());
    }
}
