package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Takes snapshots for tests. */
final class Snapshots {
    private Snapshots() {}

    static SchemaSnapshot of(TargetAddress address) {
        try (var connection = PostgresConnections.open(address, ConnectOptions.LOOKING)) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            return ReadOnly.read(
                    DSL.using(connection, SQLDialect.POSTGRES), sql -> PostgresSnapshot.read(sql, version));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
