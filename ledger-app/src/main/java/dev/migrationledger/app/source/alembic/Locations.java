package dev.migrationledger.app.source.alembic;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the directories that a project's configuration names: absolute ones, ones relative to where Alembic is run, and
 * {@code package:directory}, which Python would look up on its path. That path is not known here; looked through are
 * the project's own directories.
 *
 * @param from        directories in which the project may be run, likeliest first; each in its turn
 * @param sysPath     what the configuration adds to Python's path
 */
record Locations(List<Path> from, List<String> sysPath) {
    private static final List<String> USUAL_ROOTS = List.of("", "src", "lib", "python");

    /** @param from where it was found; relative locations are relative to this */
    record Place(Path from, Path directory) {}

    static boolean isPackage(String location) {
        return location.indexOf(':') > 0 && !Path.of(location).isAbsolute();
    }

    /** A directory with {@code env.py} where there is one, else any of that name. */
    Optional<Place> scripts(String location) {
        return places(location)
                .filter(place -> Files.isRegularFile(place.directory().resolve("env.py")))
                .findFirst()
                .or(() -> directory(location));
    }

    Optional<Place> directory(String location) {
        return places(location).findFirst();
    }

    private Stream<Place> places(String location) {
        try {
            var places = isPackage(location) ? inPackages(location) : from.stream().map(at -> new Place(at, at.resolve(location)));
            return places.map(place -> new Place(place.from(), place.directory().normalize()))
                    .filter(place -> Files.isDirectory(place.directory()));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private Stream<Place> inPackages(String location) {
        var parts = location.split(":");
        var inside = parts[0].replace('.', '/') + "/" + String.join("/", List.of(parts).subList(1, parts.length));
        return from.stream()
                .flatMap(at -> Stream.concat(sysPath.stream(), USUAL_ROOTS.stream()).map(at::resolve))
                .map(root -> new Place(from.getFirst(), root.resolve(inside)));
    }
}
