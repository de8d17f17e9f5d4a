package dev.migrationledger.app.bench;

import dev.migrationledger.core.catalog.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The least that applies revisions exactly once: one transaction for each, with a row in a history table. */
final class JdbcUpgrade {
    private JdbcUpgrade() {}

    static void run(Place place, String database, Catalog catalog) {
        try (var connection = place.connect(database)) {
            connection.setAutoCommit(false);
            var applied = applied(connection);
            for (var revision : catalog.graph().inOrder()) {
                if (!applied.contains(revision.id())) {
                    try (var statement = connection.createStatement();
                            var row = connection.prepareStatement("insert into history (revision, digest) values (?, ?)")) {
                        statement.execute(revision.script().text());
                        row.setString(1, revision.id());
                        row.setString(2, revision.script().digest());
                        row.executeUpdate();
                    }
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> applied(Connection connection) throws SQLException {
        var applied = new HashSet<String>();
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists history (revision text primary key, digest text not null,"
                    + " at timestamptz not null default now())");
            try (var rows = statement.executeQuery("select revision from history")) {
                while (rows.next()) {
                    applied.add(rows.getString(1));
                }
            }
        }
        connection.commit();
        return applied;
    }
}
