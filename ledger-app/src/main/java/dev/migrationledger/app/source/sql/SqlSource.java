package dev.migrationledger.app.source.sql;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.source.HeaderReader;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory of {@code *.sql}, sub-directories included; identity and order come from the files' headers, never from
 * their names.
 *
 * @param id of the source
 */
public record SqlSource(String id, Path directory) implements MigrationSource {
    @Override
    public Content read() {
        var files = new SourceFiles(id, directory);
        var revisions = new ArrayList<Revision>();
        for (var name : files.inDirectory().stream().filter(SourceFiles::isSql).toList()) {
            files.read(name).map(text -> HeaderReader.read(text, id, name)).ifPresent(header -> {
                header.revision().ifPresent(revisions::add);
                header.problems().forEach(files::add);
            });
        }
        return new Content(revisions, List.of(), List.of(), files.problems());
    }
}
