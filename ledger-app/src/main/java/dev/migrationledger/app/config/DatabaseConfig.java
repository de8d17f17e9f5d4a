package dev.migrationledger.app.config;

import dev.migrationledger.core.target.TargetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One target database as configured.
 *
 * @param environment may be empty
 * @param labels      keyed by label name
 * @param line        of the configuration file, for messages
 */
public record DatabaseConfig(
        String id,
        String catalog,
        String environment,
        SortedMap<String, String> labels,
        ConnectionConfig connection,
        int line) {
    public DatabaseConfig {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public Engine engine() {
        return connection.engine();
    }

    /** See {@link ConnectionConfig#resolve}. */
    public TargetAddress resolve(Map<String, String> processEnvironment) {
        return connection.resolve("database " + id, processEnvironment);
    }
}
