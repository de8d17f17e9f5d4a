package dev.migrationledger.app.source.alembic;

import dev.migrationledger.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An Alembic project as it lies on disk. All paths are absolute.
 *
 * @param directory where the project runs Alembic: relative locations of its configuration are relative to it
 * @param ini       the file to give to {@code alembic -c}; absent when the project has none
 * @param pyproject the {@code pyproject.toml} with a {@code [tool.alembic]} table that was read; absent when there is none
 * @param section   of the ini file: {@code alembic}, or what the command names with {@code -n}
 * @param scripts   the script directory: it holds {@code env.py}
 * @param versions  directories of revision files, in the order configured, only those that exist
 * @param recursive whether their sub-directories are read too
 * @param sourceless whether Alembic also takes compiled files without a source
 */
public record AlembicProject(
        Path directory,
        Optional<Path> ini,
        Optional<Path> pyproject,
        String section,
        Path scripts,
        List<Path> versions,
        boolean recursive,
        boolean sourceless) {
    public AlembicProject {
        versions = List.copyOf(versions);
    }

    /** @param project absent when no place of revisions could be told; @param problems all */
    public record Found(Optional<AlembicProject> project, List<Problem> problems) {
        public Found {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Looks at files only; nothing is run.
     *
     * @param source  id, for messages
     * @param path    the ini file, the directory that holds it or a {@code pyproject.toml}, or the script directory
     * @param command how the project runs Alembic; its {@code -c} and {@code -n} count
     */
    public static Found find(String source, Path path, List<String> command) {
        return new ProjectSearch(source, path, command).find();
    }
}
