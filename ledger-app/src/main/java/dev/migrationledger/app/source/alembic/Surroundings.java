package dev.migrationledger.app.source.alembic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What decides besides a revision's own file what it does: {@code env.py}, and the Python files beside it, which
 * {@code env.py} and revisions import from there. Not the application that they may import too: it changes every day.
 */
final class Surroundings {
    private Surroundings() {}

    /** SHA-256 over names and bytes, lower-case hexadecimal; a file that cannot be read counts as none. */
    static String digest(AlembicProject project) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files(project)) {
                digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where revisions lie in the same directory, a new one must not count. */
    private static List<Path> files(AlembicProject project) {
        var env = project.scripts().resolve("env.py");
        if (project.versions().contains(project.scripts())) {
            return List.of(env);
        }
        try (var entries = Files.list(project.scripts())) {
            return entries.filter(entry -> entry.toString().endsWith(".py")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
