package dev.migrationledger.app.operation;

import dev.migrationledger.app.config.CatalogConfig;
import dev.migrationledger.app.config.DatabaseConfig;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.history.Description;

/**
 * One selected database with the catalog it belongs to.
 *
 * @param configured the catalog as configured, for its scratch server
 * @param named      whether a person named this database by its id, so that it may come back when it was forgotten
 */
public record Subject(DatabaseConfig database, CatalogConfig configured, Catalog catalog, boolean named) {
    /** One of many that were selected. */
    public Subject(DatabaseConfig database, CatalogConfig configured, Catalog catalog) {
        this(database, configured, catalog, false);
    }

    public String id() {
        return database.id();
    }

    /** As the ledger remembers it; no secret is in it. */
    public Description description() {
        return new Description(
                catalog.name(),
                database.environment(),
                database.engine().label(),
                database.connection().address(),
                database.labels());
    }
}
