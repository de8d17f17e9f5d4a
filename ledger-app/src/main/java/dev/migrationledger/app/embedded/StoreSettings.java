package dev.migrationledger.app.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the ledger keeps its own store.
 *
 * @param dataDirectory of the embedded server; not used with an external one
 * @param external      a PostgreSQL run by others
 */
public record StoreSettings(Path dataDirectory, Optional<External> external) {

    /** A JDBC URL is accepted here only: it comes from the ledger's own operator, never from a request. */
    public record External(String url, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "external store of " + user;
        }
    }

    /** @param environment reads {@code LEDGER_STORE_URL}, {@code LEDGER_STORE_USER}, {@code LEDGER_STORE_PASSWORD} */
    public static StoreSettings of(Path dataDirectory, Map<String, String> environment) {
        return new StoreSettings(
                dataDirectory,
                Optional.ofNullable(environment.get("LEDGER_STORE_URL"))
                        .filter(url -> !url.isBlank())
                        .map(url -> new External(
                                url,
                                environment.getOrDefault("LEDGER_STORE_USER", ""),
                                environment.getOrDefault("LEDGER_STORE_PASSWORD", ""))));
    }
}
