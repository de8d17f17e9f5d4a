package dev.migrationledger.app.source.snapshot;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SnapshotScript;
import java.nio.file.Path;
import java.util.List;

/**
 * A dump, or a directory of dumps ({@code *.sql}) that all claim to equal the same state: each is an origin of its own.
 *
 * @param id   of the source; in a directory a dump's id is this, a slash and the file's name
 * @param path of a file or a directory
 * @param at   revision id that the dump claims to be at
 */
public record SnapshotSource(String id, Path path, String at) implements MigrationSource {
    @Override
    public Content read() {
        var files = new SourceFiles(id, path);
        var snapshots = files.sqlScripts().stream()
                .map(file -> new SnapshotScript(file.id(), at, new Script(file.text(), 1), file.name()))
                .toList();
        return new Content(List.of(), snapshots, List.of(), files.problems());
    }
}
