package dev.migrationledger.app.kill;

import dev.migrationledger.app.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A durable server of this test's own, which it may crash. */
final class Server implements AutoCloseable {
    private final Path directory;
    private volatile EmbeddedServer running;

    Server(Path directory) {
        this.directory = directory;
        this.running = EmbeddedServer.open(directory);
    }

    int port() {
        return running.port();
    }

    String password() {
        return running.password();
    }

    /** As {@code pg_ctl stop -m immediate} does: no checkpoint, no goodbye; then started again, which recovers from the log. */
    void crash() {
        try {
            var lines = Files.readAllLines(directory.resolve("postgresql").resolve("postmaster.pid"));
            var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
            process.onExit().get(60, TimeUnit.SECONDS);
            running.close();
            running = EmbeddedServer.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the server was not to be crashed", e);
        }
    }

    /** As a replica would have it that has received all until now. */
    Path copy() {
        running.close();
        var copy = directory.resolveSibling(directory.getFileName() + "-replica");
        shell("rm", "-rf", copy.toString());
        shell("cp", "-a", directory.resolve("postgresql").toString(), copy.toString());
        running = EmbeddedServer.open(directory);
        return copy;
    }

    /** The copy takes this server's place: the same system, without what was committed here since. */
    void failOverTo(Path copy) {
        running.close();
        shell("rm", "-rf", directory.resolve("postgresql").toString());
        shell("cp", "-a", copy.toString(), directory.resolve("postgresql").toString());
        running = EmbeddedServer.open(directory);
    }

    private static void shell(String... words) {
        try {
            if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", words));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In simple query mode, past every wire; the caller closes it. */
    Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", EmbeddedServer.USER);
        properties.setProperty("password", running.password());
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, properties);
    }

    void run(String database, String script) {
        try (var connection = connect(database); var statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + script, e);
        }
    }

    /** First column of every row, as text. */
    List<String> ask(String database, String query) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + query, e);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
