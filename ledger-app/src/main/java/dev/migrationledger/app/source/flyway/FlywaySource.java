package dev.migrationledger.app.source.flyway;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.source.MigrationSource;
import dev.migrationledger.core.source.SeedScript;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory that Flyway migrates from, sub-directories included, with Flyway's default names.
 *
 * <ul>
 *   <li>V files are a chain in Flyway's version order; a revision's id is the version as the history table holds it
 *   <li>U files take back the V file of the same version
 *   <li>B files are snapshots at their version
 *   <li>R files are critical seeds: run after the upgrade, by description, again whenever their text changes
 * </ul>
 *
 * A script with a statement that the server refuses in a transaction runs without one, as in Flyway, unless its
 * configuration file says otherwise.
 *
 * @param placeholders keyed by name without {@code ${}}
 */
public record FlywaySource(String id, Path directory, Map<String, String> placeholders) implements MigrationSource {

    @Override
    public Content read() {
        var files = new SourceFiles(id, directory);
        var read = new FlywayFiles(files, new Placeholders(placeholders)).read();
        var chain = new FlywayChain(id, files, read);
        return new Content(chain.revisions(), chain.snapshots(), seeds(files, read), files.problems());
    }

    private static List<SeedScript> seeds(SourceFiles files, List<FlywayFile> read) {
        var seeds = new TreeMap<String, FlywayFile>(Comparator.naturalOrder());
        for (var file : read) {
            if (file.name() instanceof FlywayName.Repeatable(var description)) {
                var first = seeds.putIfAbsent(description, file);
                if (first != null) {
                    files.report(
                            "LDG171",
                            "repeatable migration '" + description + "' is in " + first.file() + " and in " + file.file(),
                            "rename one of them");
                }
            }
        }
        return seeds.values().stream()
                .map(file -> new SeedScript(name(file), true, Optional.empty(), file.script(), file.file()))
                .toList();
    }

    private static String name(FlywayFile file) {
        return file.file().substring(file.file().lastIndexOf('/') + 1, file.file().length() - ".sql".length());
    }
}
