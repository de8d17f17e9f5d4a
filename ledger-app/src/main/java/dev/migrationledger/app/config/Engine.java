package dev.migrationledger.app.config;

import dev.migrationledger.core.script.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Engines of target databases, and which connection properties a configuration may set for each. */
public enum Engine {
    POSTGRESQL(
            5432, Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "connect_timeout")),
    MYSQL(3306, Set.of("sslmode", "connect_timeout")),
    /** Lives in a file: no host, no port. */
    SQLITE(0, Set.of());

    private final int port;
    private final Set<String> properties;

    Engine(int port, Set<String> properties) {
        this.port = port;
        this.properties = properties;
    }

    /** Where the server listens when the configuration does not say. */
    int defaultPort() {
        return port;
    }

    Set<String> properties() {
        return properties;
    }

    public boolean isFile() {
        return this == SQLITE;
    }

    /** Whose rules scripts for it follow. */
    public Dialect dialect() {
        return switch (this) {
            case POSTGRESQL, MYSQL -> Dialect.POSTGRESQL;
            case SQLITE -> Dialect.SQLITE;
        };
    }

    /** As in the configuration: {@code postgresql}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Engine::label).toList();
    }

    static Optional<Engine> of(String label) {
        return Arrays.stream(values()).filter(e -> e.label().equals(label)).findFirst();
    }
}
