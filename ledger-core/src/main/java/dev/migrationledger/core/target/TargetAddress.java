package dev.migrationledger.core.target;

import java.util.Optional;

/**
 * Where a database is, in typed fields; a JDBC URL is built from these and never accepted.
 *
 * @param engine   {@code postgresql}, {@code sqlite}
 * @param password the resolved secret; see {@link #toString()}
 * @param file     path, for engines that live in one
 */
public record TargetAddress(
        String engine,
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Optional<String> file) {

    /** Without the password, so that no message can hold it. */
    @Override
    public String toString() {
        return file.orElse(user + "@" + host + ":" + port + "/" + database);
    }
}
