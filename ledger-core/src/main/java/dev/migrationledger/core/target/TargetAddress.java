package dev.migrationledger.core.target;

import java.util.Map;
import java.util.Optional;

/**
 * Where a database is, in typed fields; a JDBC URL is built from these and never accepted.
 *
 * @param engine   {@code postgresql}, {@code sqlite}
 * @param password the resolved secret; see {@link #toString()}
 * @param file     path, for engines that live in one
 * @param properties of the connection, keyed by name: those that the configuration allows, such as {@code sslmode}
 */
public record TargetAddress(
        String engine,
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Optional<String> file,
        Map<String, String> properties) {

    public TargetAddress {
        properties = Map.copyOf(properties);
    }

    /** Without properties. */
    public TargetAddress(
            String engine,
            String host,
            int port,
            String database,
            String user,
            Optional<String> password,
            Optional<String> file) {
        this(engine, host, port, database, user, password, file, Map.of());
    }

    /** Without the password, so that no message can hold it. */
    @Override
    public String toString() {
        return file.orElse(user + "@" + host + ":" + port + "/" + database);
    }
}
