package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Sends text to SQLite as it is written, and knows when a transaction ended. */
final class SqliteStatements implements AutoCloseable {
    /** The driver takes these for commands of its own, which copy files. */
    private static final Pattern NOT_SQL = Pattern.compile("(?is)\\s*(backup|restore)\\b.*");

    private static final Pattern ROLLBACK = Pattern.compile("(?is)\\s*rollback(\\s+transaction)?\\s*");

    private final Connection connection;
    private final Path file;
    private final SessionOptions options;
    private volatile Optional<Statement> running = Optional.empty();
    private volatile boolean cancelled;
    private volatile boolean limited;
    private long ended;

    SqliteStatements(Connection connection, Path file, SessionOptions options) {
        this.connection = connection;
        this.file = file;
        this.options = options;
        typed(() -> {
            connection.unwrap(SQLiteConnection.class).addCommitListener(new Ends());
            return true;
        });
    }

    /** Called by SQLite whenever a transaction that may write is over; nothing is sent from in here. */
    private final class Ends implements SQLiteCommitListener {
        @Override
        public void onCommit() {
            ended++;
        }

        @Override
        public void onRollback() {
            ended++;
        }
    }

    /** What a script may have changed for its connection (pragma.html); a commit must be on disk before it is reported. */
    static String settings(SessionOptions options) {
        return "pragma foreign_keys = off; pragma defer_foreign_keys = off; pragma query_only = off"
                + "; pragma legacy_alter_table = off; pragma recursive_triggers = off"
                + "; pragma ignore_check_constraints = off; pragma writable_schema = off"
                + "; pragma busy_timeout = " + options.lockTimeout().toMillis();
    }

    /** Different after each transaction's end. */
    String endedTransactions() {
        return Long.toString(ended);
    }

    /** A statement of somebody's script. A rollback without a transaction is passed over, as a server does. */
    void execute(String text) {
        if (NOT_SQL.matcher(text).matches()) {
            throw SqliteFailures.refused("near \"" + text.strip().split("\\s")[0] + "\": syntax error");
        }
        try {
            send(text);
        } catch (StatementFailed failed) {
            if (!ROLLBACK.matcher(text).matches() || !failed.failure().message().contains("no transaction is active")) {
                throw failed;
            }
        }
    }

    /** All of it, to the end: the driver runs only the first statement when it is asked for rows. */
    void send(String text) {
        typed(() -> {
            limited = false;
            try (var statement = connection.createStatement();
                    var limit = new TimeLimit(options.statementTimeout(), statement)) {
                running = Optional.of(statement);
                try {
                    return statement.executeUpdate(text);
                } finally {
                    running = Optional.empty();
                    limited = limit.hasStruck();
                }
            }
        });
    }

    /** One statement of somebody's script. @param binds in the order of their question marks */
    void execute(String text, List<Object> binds) {
        typed(() -> {
            limited = false;
            try (var statement = connection.prepareStatement(text);
                    var limit = new TimeLimit(options.statementTimeout(), statement)) {
                for (int i = 0; i < binds.size(); i++) {
                    statement.setObject(i + 1, binds.get(i));
                }
                running = Optional.of(statement);
                try {
                    return statement.execute();
                } finally {
                    running = Optional.empty();
                    limited = limit.hasStruck();
                }
            }
        });
    }

    boolean isTrue(String query) {
        return typed(() -> {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
                if (!rows.next()) {
                    return false;
                }
                var answer = rows.getDouble(1) != 0;
                return answer && !rows.wasNull();
            }
        });
    }

    /** Never throws: where no transaction is open, there is none to undo. */
    void rollback() {
        try {
            send("rollback");
        } catch (StatementFailed failed) {
            if (!failed.failure().message().contains("no transaction is active")) {
                close();
            }
        }
    }

    <T> T typed(SqliteFailures.Work<T> work) {
        return SqliteFailures.typed(
                () -> limited && !cancelled ? Kind.TIMED_OUT : Kind.CANCELLED, () -> FileLocks.holders(file), work);
    }

    boolean isAlive() {
        try (var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    void cancel() {
        cancelled = true;
        running.ifPresent(statement -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It ended by itself in the meantime.
                running = Optional.empty();
            }
        });
    }

    /** SQLite rolls back what is open, and lets go of its locks. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // A connection that cannot be closed is as gone as one that can.
            running = Optional.empty();
        }
    }
}
