package dev.migrationledger.app.config;

import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to reach a database, in typed fields: a JDBC URL is never read. Prints without any secret.
 *
 * @param host       empty for an engine that lives in a file, as are port (0), database and user
 * @param password   a reference, resolved at connect time only
 * @param file       absolute; only for an engine that lives in one
 * @param properties keyed by name, each of the engine's allow-list
 */
public record ConnectionConfig(
        Engine engine,
        String host,
        int port,
        String database,
        String user,
        Optional<Secret> password,
        Optional<Path> file,
        SortedMap<String, String> properties) {
    public ConnectionConfig {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** For people and for the history: {@code ledger@db1:5432/shop}, or the file; never with a secret. */
    public String address() {
        return file.map(Path::toString).orElse(user + "@" + host + ":" + port + "/" + database);
    }

    /**
     * The address with its secret, to connect with now.
     *
     * @param owner       whose connection it is, for the message: {@code database shop-prod-eu}
     * @param environment of the process, keyed by variable
     * @throws dev.migrationledger.core.problem.LedgerException LDG220 when the secret cannot be had
     */
    public TargetAddress resolve(String owner, Map<String, String> environment) {
        return new TargetAddress(
                engine.label(),
                host,
                port,
                database,
                user,
                password.map(secret -> secret.resolve("the password of " + owner, environment)),
                file.map(Path::toString),
                properties);
    }
}
