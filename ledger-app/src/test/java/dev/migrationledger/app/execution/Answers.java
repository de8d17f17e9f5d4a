package dev.migrationledger.app.execution;

import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;

final class Answers {
    private Answers() {}

    /** First column of the first row as text; null when there is none. */
    static String of(PostgresServer server, TargetAddress address, String query) {
        try (var connection = server.connect(address);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : null;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + " in " + query, e);
        }
    }
}
