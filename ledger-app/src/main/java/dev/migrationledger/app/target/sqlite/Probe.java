package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Asks a question that somebody wrote: it can change nothing, and not last for ever. */
final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Probe() {}

    static Optional<Boolean> holds(TargetAddress address, Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var _ = new TimeLimit(LIMIT, statement)) {
            statement.execute("pragma query_only = on");
            try {
                if (!statement.execute(query)) {
                    throw noCondition(address, query);
                }
                try (var rows = statement.getResultSet()) {
                    return answer(address, query, rows);
                }
            } finally {
                statement.execute("pragma query_only = off");
            }
        }
    }

    /** SQLite has no booleans: true is any number but 0 (lang_expr.html, "Boolean Expressions"); null is neither. */
    private static Optional<Boolean> answer(TargetAddress address, String query, ResultSet rows) throws SQLException {
        if (rows.getMetaData().getColumnCount() != 1 || !rows.next()) {
            throw noCondition(address, query);
        }
        var value = rows.getObject(1);
        if (value != null && !(value instanceof Number) || rows.next()) {
            throw noCondition(address, query);
        }
        return Optional.ofNullable((Number) value).map(number -> number.doubleValue() != 0);
    }

    private static LedgerException noCondition(TargetAddress address, String query) {
        return new LedgerException(SqliteProblems.notAnswered(
                address,
                "the check does not give one row with one condition: " + query.strip(),
                "write it as: select <condition>"));
    }
}
