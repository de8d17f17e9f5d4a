package dev.migrationledger.core.history;

import java.util.Map;

/**
 * How the configuration describes a database.
 *
 * @param address for people, never with a password
 * @param labels  keyed by label name
 */
public record Description(
        String catalog, String environment, String engine, String address, Map<String, String> labels) {
    public Description {
        labels = Map.copyOf(labels);
    }
}
