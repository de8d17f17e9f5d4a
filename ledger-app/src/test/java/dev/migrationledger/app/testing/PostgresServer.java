package dev.migrationledger.app.testing;

import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running server for tests. Connections need a password here, so that a wrong one can be tested.
 *
 * @param superuser user that tests connect as; may create databases, roles and extensions
 */
public record PostgresServer(String host, int port, String superuser, String password) {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** A new empty database. */
    public TargetAddress freshDatabase() {
        return freshDatabase("test_" + DATABASES.incrementAndGet());
    }

    /** A new empty database of this name; on a shared server choose one that no other test has. */
    public TargetAddress freshDatabase(String name) {
        run(address("postgres"), "create database \"" + name + "\"");
        return address(name);
    }

    public TargetAddress address(String database) {
        return new TargetAddress(
                "postgresql", host, port, database, superuser, Optional.of(password), Optional.empty());
    }

    /** Runs a script of any number of statements. */
    public void run(TargetAddress address, String script) {
        try (var connection = connect(address);
                var statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + script, e);
        }
    }

    /** In simple query mode, so that scripts run; the caller closes it. */
    public Connection connect(TargetAddress address) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", address.user());
        address.password().ifPresent(p -> properties.setProperty("password", p));
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(), properties);
    }
}
