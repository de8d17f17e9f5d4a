package dev.migrationledger.app.source.alembic;

import dev.migrationledger.app.source.SourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where a project's files are from its configuration. */
final class ConfiguredProject {
    private final SourceFiles files;
    private final String section;
    private final Path directory;
    private final Optional<Path> ini;
    private final Optional<Path> pyproject;

    /** @param directory in which Alembic is run, unless the configuration only makes sense in one above it */
    ConfiguredProject(
            SourceFiles files, String section, Path directory, Optional<Path> ini, Optional<Path> pyproject) {
        this.files = files;
        this.section = section;
        this.directory = directory;
        this.ini = ini;
        this.pyproject = pyproject;
    }

    Optional<AlembicProject> read() {
        var at = ini.or(() -> pyproject).orElseThrow();
        try {
            var settings = new Settings(readIni(), section, readPyProject());
            if (!settings.pyproject().isPresent() && settings.ini().filter(file -> file.has(section)).isEmpty()) {
                files.report("LDG701", "file " + at + " has no section [" + section + "]",
                        "name the right file, or the section after `-n` in the source's command");
                return Optional.empty();
            }
            return read(settings, at);
        } catch (Malformed e) {
            files.report("LDG701", "file " + at + ": " + e.reason(), "correct it");
            return Optional.empty();
        }
    }

    private Optional<IniFile> readIni() throws Malformed {
        var text = ini.flatMap(file -> files.read(file.toString()));
        if (ini.isPresent() && text.isEmpty()) {
            throw new Malformed("it cannot be used");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(IniFile.parse(text.get(), here(ini.orElseThrow())));
    }

    private Optional<PyProject> readPyProject() throws Malformed {
        var text = pyproject.flatMap(file -> files.read(file.toString()));
        return text.isEmpty() ? Optional.empty() : PyProject.parse(text.get(), here(pyproject.orElseThrow()));
    }

    private static String here(Path file) {
        return String.valueOf(file.getParent());
    }

    private Optional<AlembicProject> read(Settings settings, Path at) throws Malformed {
        var locations = new Locations(ProjectSearch.upwards(directory), settings.prependSysPath());
        var location = settings.scriptLocation();
        var scripts = location.isEmpty() ? besideEnvironment(at) : locations.scripts(location.get());
        if (scripts.isEmpty()) {
            if (location.isEmpty()) {
                files.report("LDG702", "file " + at + " has no script_location",
                        "add it, or name the directory that holds env.py as the source's path");
            } else {
                files.report("LDG703", "script_location `" + location.get() + "` of " + at + " leads to no directory",
                        Locations.isPackage(location.get())
                                ? "it names a Python package that is not in this project: name the directory that holds env.py"
                                : "correct it; it is relative to the directory in which Alembic is run");
            }
            return Optional.empty();
        }
        var place = scripts.get();
        return Optional.of(new AlembicProject(
                place.from(), ini, pyproject.filter(_ -> settings.pyproject().isPresent()), section, place.directory(),
                versions(settings, new Locations(List.of(place.from()), locations.sysPath()), place.directory(), at),
                settings.flag("recursive_version_locations"), settings.flag("sourceless")));
    }

    /** Where the ini file lies beside {@code env.py} its writer gives the location to Alembic himself, as Flask-Migrate does. */
    private Optional<Locations.Place> besideEnvironment(Path at) {
        var place = at.getParent();
        return place != null && Files.exists(place.resolve("env.py"))
                ? Optional.of(new Locations.Place(directory, place))
                : Optional.empty();
    }

    private List<Path> versions(Settings settings, Locations locations, Path scripts, Path at) throws Malformed {
        var configured = settings.versionLocations();
        if (configured.isEmpty()) {
            var usual = scripts.resolve("versions");
            if (!Files.isDirectory(usual)) {
                missing("the directory " + usual);
            }
            return Files.isDirectory(usual) ? List.of(usual) : List.of();
        }
        var versions = new ArrayList<Path>();
        for (var location : configured) {
            locations.directory(location).ifPresentOrElse(
                    place -> versions.add(place.directory()), () -> missing("version location `" + location + "` of " + at));
        }
        return versions;
    }

    private void missing(String what) {
        files.mention("LDG711", what + " does not exist, so no revision is read from it", "correct it, or remove it");
    }
}
