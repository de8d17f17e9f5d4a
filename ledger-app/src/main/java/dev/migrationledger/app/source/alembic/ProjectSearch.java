package dev.migrationledger.app.source.alembic;

import dev.migrationledger.app.source.SourceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds an Alembic project from the path that a person gave for it. */
final class ProjectSearch {
    static final String INI = "alembic.ini";
    static final String PYPROJECT = "pyproject.toml";
    private static final int LEVELS_UP = 4;

    private final String source;
    private final Path path;
    private final CommandOptions command;
    private final SourceFiles files;

    ProjectSearch(String source, Path path, List<String> command) {
        this.source = source;
        this.path = path.toAbsolutePath().normalize();
        this.command = CommandOptions.of(command);
        this.files = new SourceFiles(source, Files.isRegularFile(this.path) ? this.path.getParent() : path);
    }

    AlembicProject.Found find() {
        var project = Files.exists(path) ? search() : nowhere();
        return new AlembicProject.Found(project, files.problems());
    }

    private Optional<AlembicProject> nowhere() {
        files.inDirectory();
        return Optional.empty();
    }

    private Optional<AlembicProject> search() {
        if (!Files.isDirectory(path)) {
            var directory = path.getParent();
            return isPyProject(path)
                    ? configured(directory, Optional.empty(), Optional.of(path))
                    : configured(directory, Optional.of(path), beside(directory));
        }
        if (command.config().isPresent()) {
            var config = path.resolve(command.config().get()).normalize();
            return isPyProject(config)
                    ? configured(path, Optional.empty(), Optional.of(config))
                    : configured(path, Optional.of(config), beside(path));
        }
        if (Files.exists(path.resolve(INI))) {
            return configured(path, Optional.of(path.resolve(INI)), beside(path));
        }
        if (beside(path).isPresent()) {
            return configured(path, Optional.empty(), beside(path));
        }
        if (Files.exists(path.resolve("env.py"))) {
            return Optional.of(aboveScripts().orElseGet(this::withoutConfiguration));
        }
        files.report("LDG700", "nothing in " + path + " says where Alembic's revisions are",
                ProjectHint.of(path));
        return Optional.empty();
    }

    private Optional<AlembicProject> configured(Path directory, Optional<Path> ini, Optional<Path> pyproject) {
        return new ConfiguredProject(files, command.section(), directory, ini, pyproject).read();
    }

    /** The project above the script directory whose configuration leads back to it. */
    private Optional<AlembicProject> aboveScripts() {
        return Stream.iterate(path.getParent(), above -> above != null, Path::getParent)
                .limit(LEVELS_UP)
                .flatMap(above -> quietly(above).stream())
                .filter(project -> isSame(project.scripts(), path))
                .findFirst();
    }

    private Optional<AlembicProject> quietly(Path above) {
        var ini = Optional.of(above.resolve(INI)).filter(Files::exists);
        var pyproject = beside(above);
        return ini.isEmpty() && pyproject.isEmpty()
                ? Optional.empty()
                : new ConfiguredProject(new SourceFiles(source, above), command.section(), above, ini, pyproject).read();
    }

    private AlembicProject withoutConfiguration() {
        var versions = path.resolve("versions");
        return new AlembicProject(
                Optional.ofNullable(path.getParent()).orElse(path), Optional.empty(), Optional.empty(), command.section(), path,
                Files.isDirectory(versions) ? List.of(versions) : List.of(), false, false);
    }

    /** A directory's {@code pyproject.toml}, when it speaks of Alembic. */
    private static Optional<Path> beside(Path directory) {
        var file = directory.resolve(PYPROJECT);
        try {
            return Files.isRegularFile(file) && Files.readString(file, StandardCharsets.ISO_8859_1).contains("tool.alembic")
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isPyProject(Path file) {
        return file.getFileName().toString().equals(PYPROJECT);
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            return false;
        }
    }

    /** A directory and those above it, nearest first. */
    static List<Path> upwards(Path directory) {
        var places = new ArrayList<Path>();
        for (var at = directory; at != null && places.size() < LEVELS_UP; at = at.getParent()) {
            places.add(at);
        }
        return places;
    }
}
