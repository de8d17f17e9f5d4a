package dev.migrationledger.app.testing;

import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** SQLite files for tests, in one directory that goes with them. Worked on by plain JDBC: nothing of the ledger has a part in it. */
public final class SqliteFiles {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path directory;

    public SqliteFiles(Path directory) {
        this.directory = directory;
    }

    /** Where there is no file yet. */
    public TargetAddress missing() {
        return address(directory.resolve("db" + NUMBER.incrementAndGet() + ".db"));
    }

    /** An empty database. */
    public TargetAddress fresh() {
        var address = missing();
        run(address, "pragma user_version = 0; vacuum");
        return address;
    }

    public static TargetAddress address(Path file) {
        return new TargetAddress("sqlite", "", 0, "", "", Optional.empty(), Optional.of(file.toString()));
    }

    public static Path file(TargetAddress address) {
        return Path.of(address.file().orElseThrow());
    }

    public TargetAddress copy(TargetAddress address) {
        var copy = missing();
        try {
            Files.copy(file(address), file(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    public static Connection connect(TargetAddress address) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file(address));
    }

    /** Runs a script of any number of statements. */
    public static void run(TargetAddress address, String script) {
        try (var connection = connect(address); var statement = connection.createStatement()) {
            statement.executeUpdate("pragma synchronous = off; " + script);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + script, e);
        }
    }

    /** First column of the rows as text, with commas between. */
    public static String answer(TargetAddress address, String query) {
        try (var connection = connect(address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var text = new StringBuilder();
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : ",").append(rows.getString(1));
            }
            return text.toString();
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + query, e);
        }
    }
}
