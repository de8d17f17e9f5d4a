package dev.migrationledger.app.realinput;

import dev.migrationledger.app.source.flyway.FlywaySource;
import dev.migrationledger.core.revision.RevisionGraph;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The PostgreSQL scripts in the jar {@code org.dspace:dspace-api}, written to a directory as Flyway would find them.
 * All 58 run, in Flyway's order, with the {@link StandIn}s between them and the {@link #EDITED} ones edited.
 */
final class DspaceScripts {
    private static final String DATABASE_PACKAGE = "org/dspace/storage/rdbms/";

    /** Keyed by version: why the lines {@code BEGIN;} and {@code COMMIT;} are taken out of the script. */
    static final Map<String, String> EDITED = Map.of(
            "7.6.2023.10.12",
            "it begins and commits a transaction of its own, so that a failure after it would leave it in and unrecorded");

    private DspaceScripts() {}

    /** The scripts as they are in the jar. @param directory is empty */
    static void copyTo(Path directory) {
        try (var jar = jar()) {
            for (var script : scripts(jar)) {
                Files.writeString(directory.resolve(script.getFileName().toString()), Files.readString(script));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The scripts edited where needed, with these stand-ins. @param directory is empty */
    static RevisionGraph runnable(Path directory, Collection<StandIn> standIns) {
        copyTo(directory);
        try (var jar = jar()) {
            for (var revision : read(directory).inOrder()) {
                if (EDITED.containsKey(revision.id())) {
                    var text = revision.script().text().replaceAll("(?m)^(BEGIN|COMMIT);$", "");
                    Files.writeString(directory.resolve(revision.file()), text);
                }
            }
            for (var standIn : standIns) {
                Files.writeString(directory.resolve("V" + standIn.version() + "__stand-in.sql"), text(standIn, jar));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return read(directory);
    }

    /** @throws IllegalStateException when the source reports a problem */
    static RevisionGraph read(Path directory) {
        var content = new FlywaySource("dspace", directory, Map.of()).read();
        if (!content.problems().isEmpty()) {
            throw new IllegalStateException(content.problems().toString());
        }
        return new RevisionGraph(content.revisions());
    }

    private static String text(StandIn standIn, FileSystem jar) throws IOException {
        var text = new StringBuilder(standIn.sql());
        for (var resource : standIn.resources()) {
            text.append(Files.readString(jar.getPath(DATABASE_PACKAGE + resource))).append('\n');
        }
        return text.toString();
    }

    private static List<Path> scripts(FileSystem jar) throws IOException {
        try (var files = Files.list(jar.getPath(DATABASE_PACKAGE + "sqlmigration/postgres"))) {
            return files.filter(file -> file.getFileName().toString().matches("V.*\\.sql")).collect(Collectors.toList());
        }
    }

    private static FileSystem jar() throws IOException {
        var resource = DATABASE_PACKAGE + "sqlmigration/postgres/update-sequences.sql";
        var found = Objects.requireNonNull(DspaceScripts.class.getClassLoader().getResource(resource), resource);
        try {
            return FileSystems.newFileSystem(new URI(found.toString().substring(0, found.toString().indexOf('!'))), Map.of());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
