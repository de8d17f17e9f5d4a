package dev.migrationledger.app.target.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps a transaction from leaving rows whose foreign key finds nothing. Revisions run with foreign keys switched off, as
 * rebuilding a table needs (lang_altertable.html, 7), so that SQLite itself does not look; rows that dangled before are
 * the database's own affair.
 */
final class ForeignKeys {
    private final Connection connection;
    private Map<String, Integer> before = Map.of();

    ForeignKeys(Connection connection) {
        this.connection = connection;
    }

    /** To be asked within a transaction, before anything is written. */
    void remember() throws SQLException {
        before = dangling();
    }

    /** @throws dev.migrationledger.core.target.StatementFailed when a table has more such rows than remembered */
    void require() throws SQLException {
        for (var now : dangling().entrySet()) {
            var more = now.getValue() - before.getOrDefault(now.getKey(), 0);
            if (more > 0) {
                throw SqliteFailures.refused("FOREIGN KEY constraint failed: " + more + " row" + (more == 1 ? "" : "s")
                        + " of " + now.getKey() + " would refer to what is not there");
            }
        }
    }

    /** Rows keyed by {@code table -> parent}. */
    private Map<String, Integer> dangling() throws SQLException {
        var rows = new TreeMap<String, Integer>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select \"table\" || ' -> ' || parent, count(*) from pragma_foreign_key_check group by 1")) {
            while (found.next()) {
                rows.put(found.getString(1), found.getInt(2));
            }
        }
        return rows;
    }
}
