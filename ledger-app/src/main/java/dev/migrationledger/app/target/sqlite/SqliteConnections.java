package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.SessionOptions.Access;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens files from typed fields. Only SQLite itself may open a database file: POSIX drops every lock that a process has on
 * a file when any of its descriptors is closed (howtocorrupt.html, 2.2).
 */
public final class SqliteConnections {
    private SqliteConnections() {}

    /** Absolute, as given: links are followed by whoever opens it. */
    static Path file(TargetAddress address) {
        return Path.of(address.file().orElseThrow()).toAbsolutePath().normalize();
    }

    /** @throws LedgerException LDG741 to LDG752, see {@link SqliteProblems} */
    public static Connection open(TargetAddress address, SessionOptions options) {
        var file = file(address);
        check(address, file, options.access());
        var config = new SQLiteConfig();
        switch (options.access()) {
            case LOOK -> config.setReadOnly(true);
            case CHANGE -> config.resetOpenMode(SQLiteOpenMode.CREATE);
            case CREATE -> config.setOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setBusyTimeout((int) options.lockTimeout().toMillis());
        try {
            var connection = config.createConnection("jdbc:sqlite:" + file);
            try (var statement = connection.createStatement()) {
                // The file is read only now; a schema that cannot be read is no database.
                statement.execute("select count(*) from main.sqlite_schema");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (SQLException e) {
            throw SqliteProblems.of(address, e, () -> FileLocks.inWords(file));
        }
    }

    private static void check(TargetAddress address, Path file, Access access) {
        if (file.toString().contains("?")) {
            throw new LedgerException(SqliteProblems.notOpened(address, "rename it: a question mark cannot be in its name"));
        }
        if (!Files.exists(file)) {
            if (access != Access.CREATE) {
                throw refused(
                        SqliteProblems.MISSING,
                        address + ": there is no such file",
                        "correct `file` in the configuration; `ledger up` makes a new database there, or use --wait SECONDS while something creates it");
            }
            var directory = file.getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                throw refused(
                        "LDG752",
                        address + ": there is no directory to make the file in",
                        "make the directory, or correct `file` in the configuration");
            }
        } else if (!Files.isRegularFile(file)) {
            throw refused(
                    "LDG742",
                    address + " is " + (Files.isDirectory(file) ? "a directory" : "no regular file") + ", not a database",
                    "name the database file itself in the configuration");
        } else if (!Files.isReadable(file)) {
            throw new LedgerException(
                    SqliteProblems.notOpened(address, "give the user that runs this the right to read it"));
        } else if (access != Access.LOOK && !Files.isWritable(file)) {
            throw new LedgerException(SqliteProblems.notWritable(address));
        }
    }

    private static LedgerException refused(String code, String message, String hint) {
        return new LedgerException(SqliteProblems.failed(code, message, hint));
    }
}
