package dev.migrationledger.app.embedded;

import dev.migrationledger.core.target.TargetAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL in a data directory, durable, on a random port of the loopback interface, with a password that only
 * the directory's owner can read. Any number of processes share it: each holds a shared lock while it uses the server,
 * the last one stops it, and a server whose users were killed is adopted by the next.
 */
public final class EmbeddedServer implements AutoCloseable {
    public static final String USER = "postgres";

    /** After a crash the server first reads its log again. */
    private static final Duration STARTING = Duration.ofMinutes(1);

    /** The major version of the server that comes along; a test compares it with the server's own word. */
    public static final int MAJOR_VERSION = 18;

    /** Servers used by this process, by real path: file locks cannot be taken twice within one. */
    private static final Map<Path, Shared> USED = new HashMap<>();

    /** Started by this process; each holds a lock of its library's own until it is closed. */
    private static final Map<Path, EmbeddedPostgres> STARTED = new HashMap<>();

    private static final class Shared {
        final int port;
        final DirectoryLock use;
        int users = 1;

        Shared(int port, DirectoryLock use) {
            this.port = port;
            this.use = use;
        }
    }

    private final Path directory;
    private final int port;
    private final String password;
    private boolean closed;

    private EmbeddedServer(Path directory, int port, String password) {
        this.directory = directory;
        this.port = port;
        this.password = password;
    }

    /** Starts the server of a data directory, made when missing, or joins the one that runs on it. */
    public static EmbeddedServer open(Path dataDirectory) {
        return open(dataDirectory, Keeping.DURABLE);
    }

    /**
     * As {@link #open}, for what can be made again: it never waits for a disk, and every start begins with nothing, so
     * that no crash is ever read from.
     */
    public static EmbeddedServer openThrowAway(Path dataDirectory) {
        return open(dataDirectory, Keeping.THROWN_AWAY);
    }

    private enum Keeping {
        DURABLE(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on")),
        THROWN_AWAY(Map.of(
                "fsync", "off",
                "synchronous_commit", "off",
                "full_page_writes", "off",
                "wal_init_zero", "off",
                "autovacuum", "off"));

        final Map<String, String> settings;

        Keeping(Map<String, String> settings) {
            this.settings = settings;
        }
    }

    private static EmbeddedServer open(Path dataDirectory, Keeping keeping) {
        try {
            var directory = privateDirectory(dataDirectory);
            synchronized (USED) {
                var password = password(directory);
                var shared = USED.get(directory);
                if (shared == null) {
                    shared = join(directory, password, keeping);
                    USED.put(directory, shared);
                } else {
                    shared.users++;
                }
                return new EmbeddedServer(directory, shared.port, password);
            }
        } catch (IOException e) {
            throw EmbeddedProblems.unusable(dataDirectory, e);
        }
    }

    private static Shared join(Path directory, String password, Keeping keeping) throws IOException {
        try (var _ = DirectoryLock.exclusive(directory.resolve("store.lock"))) {
            var use = DirectoryLock.shared(directory.resolve("users.lock"));
            try {
                var running = Postmaster.of(directory.resolve("postgresql"));
                return new Shared(
                        running.isPresent() ? running.get().port() : start(directory, password, keeping), use);
            } catch (IOException | RuntimeException e) {
                use.close();
                throw e;
            }
        }
    }

    private static int start(Path directory, String password, Keeping keeping) {
        var log = directory.resolve("server.log").toFile();
        try {
            forget(directory);
            if (keeping == Keeping.THROWN_AWAY) {
                delete(directory.resolve("postgresql"));
            }
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("postgresql"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(STARTING)
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", directory.resolve("password").toString())
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "200")
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log));
            keeping.settings.forEach(builder::setServerConfig);
            var started = builder.start();
            STARTED.put(directory, started);
            return started.getPort();
        } catch (IOException | RuntimeException e) {
            throw EmbeddedProblems.notStarted(directory, e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Stops a server that this process started, and lets go of what the library holds. */
    private static void forget(Path directory) throws IOException {
        try (var _ = STARTED.remove(directory)) {
            // closing is all
        }
    }

    /** Connections to one of its databases; not pooled. */
    public DataSource dataSource(String database) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host()});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(USER);
        source.setPassword(password);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /** One of its databases, in typed fields. */
    public TargetAddress address(String database) {
        return new TargetAddress(
                "postgresql", host(), port(), database, USER, Optional.of(password()), Optional.empty());
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** Never in a message or a log. */
    public String password() {
        return password;
    }

    public boolean hasDatabase(String name) {
        return Boolean.TRUE.equals(maintenance(connection -> DSL.using(connection, SQLDialect.POSTGRES)
                .fetchExists(dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DATABASE.where(
                        dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DATABASE.DATNAME.eq(name)))));
    }

    public void createDatabase(String name) {
        maintenance(connection -> DSL.using(connection, SQLDialect.POSTGRES)
                .execute("create database {0} template template0", DSL.name(name)));
    }

    /** Ends the sessions in it; nothing happens when it does not exist. */
    public void dropDatabase(String name) {
        maintenance(connection ->
                DSL.using(connection, SQLDialect.POSTGRES).execute("drop database if exists {0} with (force)", DSL.name(name)));
    }

    private interface Work<T> {
        T on(java.sql.Connection connection);
    }

    private <T> T maintenance(Work<T> work) {
        try (var connection = dataSource("postgres").getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw EmbeddedProblems.notReached("embedded", e);
        }
    }

    /** Stops the server when nobody else uses it. */
    @Override
    public void close() {
        synchronized (USED) {
            var shared = USED.get(directory);
            if (closed || shared == null) {
                return;
            }
            closed = true;
            if (--shared.users == 0) {
                USED.remove(directory);
                leave(shared);
            }
        }
    }

    private void leave(Shared shared) {
        try (var _ = DirectoryLock.exclusive(directory.resolve("store.lock"))) {
            shared.use.close();
            try (var last = new Maybe(DirectoryLock.tryExclusive(directory.resolve("users.lock")))) {
                var running = last.lock.isPresent() ? Postmaster.of(directory.resolve("postgresql")) : Optional.<Postmaster>empty();
                if (running.isPresent()) {
                    forget(directory);
                    running.get().stop();
                }
            }
        } catch (IOException e) {
            throw EmbeddedProblems.unusable(directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Maybe(Optional<DirectoryLock> lock) implements java.io.Closeable {
        @Override
        public void close() throws IOException {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    private static Path privateDirectory(Path wanted) throws IOException {
        Files.createDirectories(wanted);
        var directory = wanted.toRealPath();
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }

    /** Made once; the directory lets nobody else in. */
    private static String password(Path directory) throws IOException {
        try (var _ = DirectoryLock.exclusive(directory.resolve("store.lock"))) {
            var file = directory.resolve("password");
            if (!Files.exists(file) || Files.size(file) == 0) {
                var bytes = new byte[24];
                new SecureRandom().nextBytes(bytes);
                Files.writeString(file, HexFormat.of().formatHex(bytes));
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return Files.readString(file).strip();
        }
    }
}
