package dev.migrationledger.app.realinput;

import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database in which the scripts run the way Flyway runs them, by plain JDBC: nothing of the ledger has a part in it. */
final class DspaceDatabase implements AutoCloseable {
    private final TargetAddress address;
    private final Connection connection;

    /** Empty at first. */
    DspaceDatabase(PostgresServer server) throws SQLException {
        this.address = server.freshDatabase();
        this.connection = server.connect(address);
    }

    TargetAddress address() {
        return address;
    }

    /** In one transaction. */
    void run(Revision revision) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(revision.script().text());
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As Flyway leaves it behind: one row for each version. */
    void writeVersionTable(List<Revision> versions) throws SQLException {
        execute("""
                create table flyway_schema_history (
                    installed_rank integer primary key, version varchar(50), description varchar(200) not null,
                    type varchar(20) not null, script varchar(1000) not null, checksum integer,
                    installed_by varchar(100) not null, installed_on timestamp not null default now(),
                    execution_time integer not null, success boolean not null)""");
        var insert = "insert into flyway_schema_history values (?, ?, ?, 'SQL', ?, 0, 'dspace', now(), 1, true)";
        try (var row = connection.prepareStatement(insert)) {
            for (int i = 0; i < versions.size(); i++) {
                row.setInt(1, i + 1);
                row.setString(2, versions.get(i).id());
                row.setString(3, versions.get(i).message());
                row.setString(4, versions.get(i).file());
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    void removeVersionTable() throws SQLException {
        execute("drop table flyway_schema_history");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
