package dev.migrationledger.app.source.dbmate;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A directory that dbmate migrates from; it does not look into sub-directories. Each file whose name begins with digits
 * is a revision, in the order of their names as text, each the parent of the next; its id is the digits, as {@code
 * schema_migrations} holds them. dbmate runs what is missing in that order even below what is applied; here such a
 * database is judged by its schema.
 *
 * @param id of the source
 */
public record DbmateSource(String id, Path directory) implements MigrationSource {
    private static final Pattern FORM = Pattern.compile("(\\d+)(.*)\\.sql");

    @Override
    public Content read() {
        var files = new SourceFiles(id, directory);
        var chain = new ArrayList<Revision>();
        var known = new HashMap<String, String>();
        for (var file : files.inDirectory()) {
            var form = FORM.matcher(file.substring(file.lastIndexOf('/') + 1));
            if (!form.matches()) {
                if (SourceFiles.isSql(file)) {
                    passedOver(files, file, "its name does not begin with a version");
                }
            } else if (file.contains("/")) {
                passedOver(files, file, "it is in a sub-directory");
            } else {
                var version = form.group(1);
                var first = known.putIfAbsent(version, file);
                if (first == null) {
                    var parents = chain.isEmpty() ? List.<String>of() : List.of(chain.getLast().id());
                    files.read(file).ifPresent(text ->
                            add(files, file, version, form.group(2).replace('_', ' ').trim(), parents, text, chain));
                } else {
                    files.report(
                            "LDG780",
                            "version " + version + " is in " + first + " and in " + file,
                            "give one of them another version, or remove the copy");
                }
            }
        }
        return new Content(chain, List.of(), List.of(), files.problems());
    }

    private void add(
            SourceFiles files,
            String file,
            String version,
            String title,
            List<String> parents,
            String text,
            List<Revision> chain) {
        var sections = Sections.of(text);
        sections.problems().forEach(problem -> files.report(
                "LDG786",
                "file " + file + " is no migration of dbmate: " + problem,
                "write `-- migrate:up`, its statements, `-- migrate:down` and what takes them back"));
        if (sections.problems().isEmpty() && sections.down().isEmpty()) {
            files.mention(
                    "LDG787",
                    "file " + file + " has no `-- migrate:down`: dbmate refuses it, and it cannot be reverted",
                    "add the line, with nothing below it when nothing can be taken back");
        }
        chain.add(new Revision(
                version,
                parents,
                List.of(),
                Set.of(),
                title,
                Kind.SCHEMA,
                sections.transactional(),
                false,
                List.of(),
                sections.up(),
                sections.down(),
                id,
                file));
    }

    private static void passedOver(SourceFiles files, String file, String reason) {
        files.mention(
                "LDG783",
                "file " + file + " is passed over, as dbmate does: " + reason,
                "name it like 20260131093000_users.sql, or move it out of the directory");
    }
}
