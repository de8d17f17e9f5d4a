package dev.migrationledger.app.source.alembic;

import dev.migrationledger.core.problem.NearMatches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What to name instead of a path at which there is no Alembic project. */
final class ProjectHint {
    private static final int DEPTH = 3;
    private static final int MOST = 3;
    private static final long LARGEST = 1 << 20;

    private ProjectHint() {}

    static String of(Path directory) {
        var near = near(directory);
        return near.isEmpty()
                ? "name the directory of alembic.ini or of a pyproject.toml with [tool.alembic], or the one that holds env.py"
                : "did you mean " + NearMatches.either(near) + "?";
    }

    private static List<String> near(Path directory) {
        var above = directory.getParent();
        if (above != null && Files.exists(above.resolve("env.py"))) {
            return List.of(above.toString());
        }
        try (var below = Files.walk(directory, DEPTH)) {
            return below.filter(ProjectHint::isConfiguration)
                    .map(file -> file.getFileName().toString().equals(ProjectSearch.INI) ? file.getParent() : file)
                    .map(Path::toString)
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static boolean isConfiguration(Path file) {
        var name = file.getFileName().toString();
        return Stream.of(".ini", ".cfg", ".conf").anyMatch(name::endsWith) && speaksOfAlembic(file);
    }

    private static boolean speaksOfAlembic(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) < LARGEST
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains("script_location");
        } catch (IOException e) {
            return false;
        }
    }
}
