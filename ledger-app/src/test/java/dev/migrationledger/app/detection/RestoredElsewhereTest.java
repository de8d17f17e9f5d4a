package dev.migrationledger.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.source.sql.SqlSource;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.CatalogAssembly;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Blank;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every revision of the demo's catalog, dumped by pg_dump 15 and restored by psql into servers of the versions 15 and
 * 18, is still that revision, whichever of the two made the references. (pg_dump 18 comes with no package of the build:
 * a database of version 18 is copied file by file instead.)
 */
class RestoredElsewhereTest {
    private static final Path EXAMPLE = Path.of("../migrations/src/main/resources/example/revisions");
    private static final Path TOOLS = Path.of("/usr/lib/postgresql/15/bin");

    private final PostgresServer fifteen = PostgresServers.version(15);
    private final PostgresServer eighteen = PostgresServers.version(18);

    @TempDir
    Path directory;

    private final Catalog catalog = CatalogAssembly.of(
                    "tavern", List.of(new SqlSource("revisions", EXAMPLE).read()), Map.of(), Policy.DEFAULT)
            .catalog()
            .orElseThrow();

    /** Detection with references made on one server. */
    private final class Looking {
        private final References references;
        private final References.Made made;

        Looking(PostgresServer server) {
            references = new References(
                    new PostgresScratch(server.address("postgres")),
                    new ReferenceCache(directory.resolve("references" + server.port())),
                    References.Progress.NONE);
            made = references.of(catalog);
            assertThat(made.problems()).isEmpty();
        }

        Detection at(TargetAddress address) {
            try (var session = new PostgresEngine().connect(address, SessionOptions.DEFAULT)) {
                return new Detector(references).detect(catalog, made, session);
            }
        }
    }

    @Test
    void everyRevisionIsRecognisedAfterDumpAndRestore() throws Exception {
        assertThat(TOOLS.resolve("pg_dump")).as("Debian's postgresql-client-15").isExecutable();
        var byFifteen = new Looking(fifteen);
        var byEighteen = new Looking(eighteen);
        var original = fifteen.freshDatabase("tavern_walk");
        var sameVersion = eighteen.freshDatabase("tavern_walk");
        var members = new LinkedHashSet<String>();
        for (var revision : catalog.graph().inOrder()) {
            run(fifteen, original, revision);
            run(eighteen, sameVersion, revision);
            members.add(revision.id());
            var at = "at " + revision.id();
            var dump = dump(original);

            var seen = byEighteen.at(original);

            assertThat(seen.verdict()).as("%s: %s", at, seen).isIn(Verdict.EXACT, Verdict.EQUIVALENT, Verdict.EMPTY);
            assertThat(statesOf(seen)).as("%s: %s", at, seen).contains(withoutBlank(members));
            for (var server : List.of(fifteen, eighteen)) {
                var restored = restore(dump, server);
                assertSame(seen, byEighteen.at(restored), at + " restored into " + server.port() + ", references of 18");
                assertSame(seen, byFifteen.at(restored), at + " restored into " + server.port() + ", references of 15");
                drop(server, restored);
            }
            eighteen.run(eighteen.address("postgres"), "create database tavern_copy template tavern_walk");
            assertSame(seen, byFifteen.at(eighteen.address("tavern_copy")), at + " copied on 18, references of 15");
            drop(eighteen, eighteen.address("tavern_copy"));
        }
        assertThat(members).hasSizeGreaterThan(30);
    }

    private static void assertSame(Detection expected, Detection found, String which) {
        assertThat(found.verdict()).as("%s: %s", which, found).isEqualTo(expected.verdict());
        assertThat(found.state()).as("%s: %s", which, found).isEqualTo(expected.state());
        assertThat(found.candidates()).as("%s: %s", which, found).isEqualTo(expected.candidates());
    }

    private Set<Set<String>> statesOf(Detection seen) {
        var states = seen.candidates().isEmpty() ? List.of(seen.state()) : seen.candidates();
        return states.stream().map(this::withoutBlank).collect(Collectors.toSet());
    }

    private Set<String> withoutBlank(State state) {
        return withoutBlank(catalog.graph().members(state));
    }

    private Set<String> withoutBlank(Set<String> members) {
        return members.stream()
                .filter(id -> !Blank.is(catalog.graph().get(id)))
                .collect(Collectors.toSet());
    }

    private static void run(PostgresServer server, TargetAddress address, Revision revision) throws SQLException {
        try (var connection = server.connect(address); var statement = connection.createStatement()) {
            connection.setAutoCommit(!revision.transactional());
            for (var part : ScriptReader.read(revision.script(), revision.file()).sent()) {
                statement.execute(part.sql());
            }
            if (revision.transactional()) {
                connection.commit();
            }
        }
    }

    private Path dump(TargetAddress address) throws IOException, InterruptedException {
        var file = directory.resolve("dump.sql");
        call(address, "pg_dump", "--no-owner", "--file", file.toString());
        return file;
    }

    private static TargetAddress restore(Path dump, PostgresServer server) throws IOException, InterruptedException {
        var restored = server.freshDatabase("tavern_restored");
        call(restored, "psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "--file", dump.toString());
        return restored;
    }

    private static void drop(PostgresServer server, TargetAddress address) {
        server.run(server.address("postgres"), "drop database \"" + address.database() + "\" with (force)");
    }

    private static void call(TargetAddress address, String tool, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(TOOLS.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        var errors = Files.createTempFile(tool, ".err").toFile();
        var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(errors);
        builder.environment().putAll(Map.of(
                "PGHOST", address.host(),
                "PGPORT", Integer.toString(address.port()),
                "PGUSER", address.user(),
                "PGPASSWORD", address.password().orElseThrow(),
                "PGDATABASE", address.database()));
        assertThat(builder.start().waitFor()).as("%s: %s", tool, text(errors)).isZero();
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath());
    }
}
