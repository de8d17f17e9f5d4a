package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Opens connections from typed fields: a JDBC URL is never taken from input, and of its properties only those that the
 * configuration allows.
 */
public final class PostgresConnections {
    private PostgresConnections() {}

    /**
     * @throws LedgerException LDG300 to LDG309, see {@link PostgresProblems#connecting}; neither message nor cause chain
     *     holds the password
     */
    public static Connection open(TargetAddress address, ConnectOptions options) {
        try {
            return dataSource(address, options).getConnection();
        } catch (SQLException e) {
            throw new LedgerException(PostgresProblems.connecting(address, e), e);
        }
    }

    private static PGSimpleDataSource dataSource(TargetAddress address, ConnectOptions options) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        address.password().ifPresent(source::setPassword);
        source.setApplicationName(options.applicationName());
        source.setConnectTimeout((int) options.connectTimeout().toSeconds());
        source.setLoginTimeout((int) options.connectTimeout().toSeconds());
        source.setSocketTimeout((int) options.socketTimeout().toSeconds());
        source.setTcpKeepAlive(true);
        for (var property : address.properties().entrySet()) {
            switch (property.getKey()) {
                case "application_name" -> source.setApplicationName(property.getValue());
                case "connect_timeout" -> source.setProperty(PGProperty.CONNECT_TIMEOUT, property.getValue());
                default -> source.setProperty(property.getKey(), property.getValue());
            }
        }
        if (options.scripts()) {
            source.setProperty(PGProperty.PREFER_QUERY_MODE, PreferQueryMode.SIMPLE.value());
        }
        return source;
    }
}
