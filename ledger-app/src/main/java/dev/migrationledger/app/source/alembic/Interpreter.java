package dev.migrationledger.app.source.alembic;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Python that the script {@code alembic} runs with: its packages are the project's. */
final class Interpreter {
    /** How installers write a path that is too long, or has a space, for a first line. */
    private static final Pattern SHELL = Pattern.compile("'''exec'\\s+(?:\"([^\"]+)\"|(\\S+))\\s.*");

    private final Path directory;
    private final String searched;

    /** @param directory where the project runs Alembic; @param searched directories of programs, as in {@code PATH} */
    Interpreter(Path directory, String searched) {
        this.directory = directory;
        this.searched = searched;
    }

    /** The words that start it; empty when there is no such script, or it does not say. */
    Optional<List<String>> of(String script) {
        return file(script).flatMap(this::named);
    }

    private Optional<Path> file(String script) {
        var places = script.contains("/") || script.contains(File.separator)
                ? Stream.of(directory.resolve(script))
                : Arrays.stream(searched.split(Pattern.quote(File.pathSeparator)))
                        .filter(place -> !place.isBlank())
                        .map(place -> directory.resolve(place).resolve(script));
        return places.filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    }

    private Optional<List<String>> named(Path script) {
        return lines(script).flatMap(Interpreter::told).or(() -> Stream.of("python", "python3")
                .map(script::resolveSibling)
                .filter(Files::isExecutable)
                .map(python -> List.of(python.toString()))
                .findFirst());
    }

    private static Optional<List<String>> told(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().startsWith("#!")) {
            return Optional.empty();
        }
        var words = List.of(lines.getFirst().substring(2).strip().split("\\s+"));
        if (name(words.getFirst()).equals("env")) {
            words = words.stream().skip(1).filter(word -> !word.equals("-S")).toList();
        }
        if (!words.isEmpty() && name(words.getFirst()).matches("(?:python|pypy).*")) {
            return Optional.of(words);
        }
        return lines.stream().skip(1).limit(1).map(SHELL::matcher).filter(m -> m.matches())
                .map(found -> List.of(found.group(1) == null ? found.group(2) : found.group(1)))
                .findFirst();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The first two; empty for a program that is no text. */
    private static Optional<List<String>> lines(Path script) {
        try (var in = Files.newInputStream(script)) {
            var head = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
            return Optional.of(head.lines().limit(2).toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
