package dev.migrationledger.app.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sound {@code ledger.yml}.
 *
 * @param catalogs      keyed by name, in file order
 * @param databases     in file order; each names a catalog of {@code catalogs}
 * @param stream        how events are told to others
 * @param webhooks      where every event is sent, in file order
 * @param baseDirectory absolute; what relative paths of the file are relative to
 */
public record Configuration(
        Map<String, CatalogConfig> catalogs,
        List<DatabaseConfig> databases,
        StreamConfig stream,
        AlertConfig alerts,
        List<WebhookConfig> webhooks,
        Path baseDirectory) {
    public Configuration {
        webhooks = List.copyOf(webhooks);
        catalogs = Collections.unmodifiableMap(new LinkedHashMap<>(catalogs));
        databases = List.copyOf(databases);
    }

    public Optional<DatabaseConfig> database(String id) {
        return databases.stream().filter(database -> database.id().equals(id)).findFirst();
    }

    /** The catalog a database belongs to; always there in a configuration that was read. */
    public CatalogConfig catalogOf(DatabaseConfig database) {
        var catalog = catalogs.get(database.catalog());
        if (catalog == null) {
            throw new IllegalArgumentException("catalog " + database.catalog() + " is not of this configuration");
        }
        return catalog;
    }
}
