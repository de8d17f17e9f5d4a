package dev.migrationledger.app.testing;

import dev.migrationledger.core.target.TargetAddress;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Gives tests a PostgreSQL server: a container where a Docker engine answers, else an embedded one; the same tests run on
 * both. There is one server of each version in a JVM; it starts when first asked for and ends with the JVM.
 */
public final class PostgresServers {
    /** The version that the embedded server of the product has. */
    public static final int DEFAULT_VERSION = 18;

    private static final Path BINARIES = Path.of("target", "postgres-binaries");
    private static final String USER = "tester";
    private static final String PASSWORD = "test-password";
    private static final Map<Integer, PostgresServer> RUNNING = new ConcurrentHashMap<>();

    private PostgresServers() {}

    public static PostgresServer shared() {
        return version(DEFAULT_VERSION);
    }

    /** A new empty database on the shared server. */
    public static TargetAddress freshDatabase() {
        return shared().freshDatabase();
    }

    /** @param major without Docker: one that the build has copied to {@code target/postgres-binaries} */
    public static PostgresServer version(int major) {
        return RUNNING.computeIfAbsent(major, PostgresServers::start);
    }

    /** A server of the default version for one test that stops or harms it; the caller closes it. */
    public static EmbeddedPostgres embedded() throws IOException {
        return builder(DEFAULT_VERSION).start();
    }

    private static PostgresServer start(int major) {
        try {
            return DockerClientFactory.instance().isDockerAvailable() ? container(major) : embedded(major);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " does not start", e);
        }
    }

    /** Ryuk removes the container after the JVM has ended. */
    @SuppressWarnings("resource")
    private static PostgresServer container(int major) {
        var container = new PostgreSQLContainer("postgres:" + major);
        container.withUsername(USER).withPassword(PASSWORD).withDatabaseName("postgres").start();
        return new PostgresServer(container.getHost(), container.getFirstMappedPort(), USER, PASSWORD);
    }

    /** Closed by its own shutdown hook. */
    @SuppressWarnings("resource")
    private static PostgresServer embedded(int major) throws IOException {
        var hba = Files.createTempFile("pg_hba", ".conf");
        hba.toFile().deleteOnExit();
        Files.writeString(hba, """
                local all all trust
                host all postgres all trust
                host all all all scram-sha-256
                """);
        hba.toFile().setReadable(true, false);
        var server = builder(major)
                .setServerConfig("hba_file", hba.toString())
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", "200")
                .start();
        try (var connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create role " + USER + " superuser login password '" + PASSWORD + "'");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return new PostgresServer("localhost", server.getPort(), USER, PASSWORD);
    }

    private static EmbeddedPostgres.Builder builder(int major) {
        return EmbeddedPostgres.builder().setPgBinaryResolver(major == DEFAULT_VERSION
                ? DefaultPostgresBinaryResolver.INSTANCE
                : copied(major));
    }

    private static PgBinaryResolver copied(int major) {
        return (system, machine) -> {
            try (var files = Files.list(BINARIES)) {
                var jar = files.filter(f -> f.getFileName().toString().contains("amd64-" + major + "."))
                        .findFirst()
                        .orElseThrow(() -> new IOException(
                                "no binaries of PostgreSQL " + major + " for " + system + " " + machine + " in "
                                        + BINARIES.toAbsolutePath() + ", and no Docker engine answers"));
                try (var zip = new ZipFile(jar.toFile())) {
                    var name = "postgres-" + system.toLowerCase(java.util.Locale.ROOT) + "-" + machine + ".txz";
                    return new java.io.ByteArrayInputStream(
                            zip.getInputStream(zip.getEntry(name)).readAllBytes());
                }
            }
        };
    }
}
