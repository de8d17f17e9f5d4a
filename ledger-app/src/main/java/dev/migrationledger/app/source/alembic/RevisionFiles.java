package dev.migrationledger.app.source.alembic;

import dev.migrationledger.app.source.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that Alembic takes for revisions: every {@code *.py} right in a version location but editors' locks and what
 * begins with {@code __init__}; with {@code recursive_version_locations} those below too, links to directories aside.
 * A file that two locations lead to counts once.
 */
final class RevisionFiles {
    private static final Pattern SOURCE = Pattern.compile("(?!\\.#|__init__).*\\.py");
    private static final Pattern COMPILED = Pattern.compile("(?!\\.#|__init__).*\\.py[co]");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^down_revision\\b.*=");
    private static final String CACHE = "__pycache__";

    private final AlembicProject project;
    private final SourceFiles files;
    private final List<Path> found = new ArrayList<>();
    private final Set<Path> known = new HashSet<>();

    RevisionFiles(AlembicProject project, SourceFiles files) {
        this.project = project;
        this.files = files;
    }

    /** By location as configured, then by name. */
    List<Path> list() {
        project.versions().forEach(this::directory);
        return List.copyOf(found);
    }

    private void directory(Path directory) {
        var entries = entries(directory);
        entries.stream()
                .filter(entry -> matches(SOURCE, entry) && !Files.isDirectory(entry))
                .filter(entry -> known.add(real(entry)))
                .forEach(found::add);
        if (project.sourceless()) {
            sourceless(directory, entries);
        }
        var below = entries.stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .filter(entry -> !entry.getFileName().toString().endsWith(CACHE))
                .toList();
        if (project.recursive()) {
            below.forEach(this::directory);
        } else {
            below.stream()
                    .filter(entry -> !project.versions().contains(entry) && holdsRevisions(entry))
                    .forEach(entry -> files.mention("LDG714", "the revisions in " + entry
                            + " are not read: Alembic reads a version location, and not what lies below it",
                            "say `recursive_version_locations = true`, or name each directory in version_locations"));
        }
    }

    private boolean holdsRevisions(Path directory) {
        try (var inside = Files.walk(directory)) {
            return inside.anyMatch(file -> matches(SOURCE, file) && assignsRevision(file))
                    && project.versions().stream().noneMatch(location -> location.startsWith(directory));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean assignsRevision(Path file) {
        try {
            return ASSIGNMENT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
        } catch (IOException e) {
            return false;
        }
    }

    /** Compiled files that Alembic would take for revisions because their sources are gone. */
    private void sourceless(Path directory, List<Path> entries) {
        var compiled = new ArrayList<>(entries.stream().filter(entry -> matches(COMPILED, entry)).toList());
        var cache = directory.resolve(CACHE);
        if (Files.isDirectory(cache)) {
            entries(cache).stream().filter(entry -> matches(COMPILED, entry)).forEach(compiled::add);
        }
        compiled.stream()
                .filter(entry -> !Files.exists(directory.resolve(stem(entry) + ".py")))
                .forEach(entry -> files.report("LDG709", "revision " + entry + " is compiled, and its source is not there",
                        "put its source beside it: nothing here runs a file to read it"));
    }

    private static String stem(Path compiled) {
        var name = compiled.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    private List<Path> entries(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            files.report("LDG710", "directory " + directory + " cannot be read", "check who may read it");
            return List.of();
        }
    }

    private static boolean matches(Pattern pattern, Path entry) {
        return pattern.matcher(entry.getFileName().toString()).matches();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }
}
