package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Asks a question that somebody wrote: it can change nothing, and not last for ever. */
final class Probe {
    private Probe() {}

    /** @param timeout such as {@code 60s} */
    static Optional<Boolean> holds(TargetAddress address, Connection connection, String query, String timeout)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction read only");
            statement.execute("set local statement_timeout = '" + timeout + "'");
            var isRows = statement.execute(query);
            if (!isRows) {
                throw notBoolean(address, query);
            }
            try (var rows = statement.getResultSet()) {
                return answer(address, query, rows);
            }
        } finally {
            leave(connection);
        }
    }

    private static Optional<Boolean> answer(TargetAddress address, String query, ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var isBoolean = columns.getColumnCount() == 1 && columns.getColumnType(1) == Types.BIT
                && columns.getColumnTypeName(1).equals("bool");
        if (!isBoolean || !rows.next()) {
            throw notBoolean(address, query);
        }
        var holds = Optional.ofNullable(rows.getObject(1, Boolean.class));
        if (rows.next()) {
            throw notBoolean(address, query);
        }
        return holds;
    }

    private static LedgerException notBoolean(TargetAddress address, String query) {
        return new LedgerException(PostgresProblems.failed(
                "LDG315",
                address + ": the check does not give one row with one boolean: " + query.strip(),
                "write it as: select <condition>"));
    }

    /** A lost connection cannot be rolled back; that it was lost has been said already. */
    private static void leave(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // said by the exception that brought us here, or by the next use
        }
    }
}
