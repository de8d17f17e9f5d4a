package dev.migrationledger.app.source.golangmigrate;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.EnclosingTransaction;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.script.StatementTraits;
import dev.migrationledger.core.source.MigrationSource;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A directory that golang-migrate migrates from; it does not look into sub-directories.
 *
 * <ul>
 *   <li>versions are a chain in the order of their numbers, whatever lies between; a revision's id is the version as
 *       {@code schema_migrations} holds it, without leading zeros
 *   <li>a version with a down file only is one that does nothing (its migrate.go makes an empty migration of it)
 *   <li>the tool sends a file to PostgreSQL as one message, which the server runs as one transaction (its
 *       database/postgres/README.md, "Multi-statement mode"): here each is one too, and a file that begins and
 *       commits it itself is run without those two statements. What the server refuses in a transaction runs without
 * </ul>
 *
 * @param id of the source
 */
public record MigrateSource(String id, Path directory) implements MigrationSource {

    @Override
    public Content read() {
        var files = new SourceFiles(id, directory);
        var ups = new TreeMap<BigInteger, String>();
        var downs = new TreeMap<BigInteger, String>();
        var titles = new TreeMap<BigInteger, String>();
        for (var file : files.inDirectory()) {
            var name = MigrateName.parse(file.substring(file.lastIndexOf('/') + 1));
            if (file.contains("/")) {
                inside(files, file, name);
                continue;
            }
            switch (name) {
                case MigrateName.Up(var version, var title) -> {
                    put(files, ups, version, file);
                    titles.put(version, title);
                }
                case MigrateName.Down(var version, var title) -> {
                    put(files, downs, version, file);
                    titles.putIfAbsent(version, title);
                }
                case MigrateName.Unusable(var reason) -> files.report(
                        "LDG782", "migration " + file + " cannot be read: " + reason, "rename it like 3_users.up.sql");
                case MigrateName.PassedOver _ -> files.mention(
                        "LDG783",
                        "file " + file + " is passed over, as golang-migrate does: it is not named like a migration",
                        "name it like 3_users.up.sql, or move it out of the directory");
                case MigrateName.Other _ -> {}
            }
        }
        var versions = new TreeSet<>(ups.keySet());
        versions.addAll(downs.keySet());
        var chain = new ArrayList<Revision>();
        for (var version : versions) {
            var parents = chain.isEmpty() ? List.<String>of() : List.of(chain.getLast().id());
            revision(files, version, titles.getOrDefault(version, ""), parents, ups, downs).ifPresent(chain::add);
        }
        return new Content(chain, List.of(), List.of(), files.problems());
    }

    private static void inside(SourceFiles files, String file, MigrateName name) {
        if (name instanceof MigrateName.Up || name instanceof MigrateName.Down) {
            files.mention(
                    "LDG783",
                    "file " + file + " is passed over, as golang-migrate does: it is in a sub-directory",
                    "move it up when it belongs to these migrations");
        }
    }

    private static void put(SourceFiles files, Map<BigInteger, String> known, BigInteger version, String file) {
        var first = known.putIfAbsent(version, file);
        if (first != null) {
            files.report(
                    "LDG780",
                    "version " + version + " is in " + first + " and in " + file,
                    "give one of them another version, or remove the copy");
        }
    }

    private Optional<Revision> revision(
            SourceFiles files,
            BigInteger version,
            String title,
            List<String> parents,
            Map<BigInteger, String> ups,
            Map<BigInteger, String> downs) {
        var up = Optional.ofNullable(ups.get(version));
        var down = Optional.ofNullable(downs.get(version));
        if (up.isEmpty()) {
            files.mention(
                    "LDG781",
                    "version " + version + " has " + down.orElseThrow() + " and no up file: going up, it does nothing",
                    "add the up file, or remove the down file");
        }
        var read = up.map(file -> files.read(file).map(text -> script(files, file, text)));
        if (read.isPresent() && read.get().isEmpty()) {
            return Optional.empty();
        }
        var script = read.flatMap(text -> text).orElse(Script.EMPTY);
        var revert = down.flatMap(file -> files.read(file).map(text -> script(files, file, text)));
        return Optional.of(new Revision(
                version.toString(),
                parents,
                List.of(),
                Set.of(),
                title,
                Kind.SCHEMA,
                !needsNoTransaction(script),
                false,
                List.of(),
                script,
                revert,
                id,
                up.or(() -> down).orElseThrow()));
    }

    private static Script script(SourceFiles files, String file, String text) {
        var script = EnclosingTransaction.removed(new Script(text, 1));
        var sent = ScriptReader.read(script).sent();
        sent.stream()
                .filter(part -> StatementTraits.of(part.sql()).controlsTransaction())
                .findFirst()
                .ifPresent(part -> files.mention(
                        "LDG784",
                        "file " + file + " line " + part.line() + " begins or ends a transaction that is not all of the file",
                        "golang-migrate runs it, the ledger does not: make it one transaction, or a file for each"));
        if (sent.size() > 1 && needsNoTransaction(script)) {
            files.mention(
                    "LDG785",
                    "file " + file + " has a statement that the server refuses in a transaction, and others beside it",
                    "give it a file of its own: golang-migrate runs this one only with x-multi-statement");
        }
        return script;
    }

    private static boolean needsNoTransaction(Script script) {
        return ScriptReader.read(script).sent().stream()
                .anyMatch(part -> StatementTraits.of(part.sql()).needsNoTransaction());
    }
}
