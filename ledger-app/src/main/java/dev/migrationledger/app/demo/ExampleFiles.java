package dev.migrationledger.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The example fleet that the migrations module brings along, copied to where its files can be read and changed. */
public final class ExampleFiles {
    private static final String ROOT = "/example";

    private ExampleFiles() {}

    /** @param directory made when missing */
    public static void copyTo(Path directory) {
        try {
            var root = Objects.requireNonNull(ExampleFiles.class.getResource(ROOT + "/ledger.yml"), "the example")
                    .toURI();
            if (root.getScheme().equals("jar")) {
                var jar = URI.create(root.toString().substring(0, root.toString().indexOf('!')));
                try (var files = FileSystems.newFileSystem(jar, Map.of())) {
                    copy(files.getPath(ROOT), directory);
                }
            } else {
                copy(Path.of(root).getParent(), directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
