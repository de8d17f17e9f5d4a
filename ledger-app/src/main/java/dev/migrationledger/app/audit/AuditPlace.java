package dev.migrationledger.app.audit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the evidence about a log is kept. It belongs to the store, not to one {@code ledger.yml}, so the environment
 * names it, as it names the store.
 *
 * @param directory what may be shown to everyone: checkpoints, verifier keys, the tree
 * @param keyFile   the private key: a secret
 * @param automatic whether every command that appended signs a checkpoint
 */
public record AuditPlace(Path directory, Path keyFile, boolean automatic) {

    /**
     * {@code LEDGER_AUDIT_DIR} and {@code LEDGER_AUDIT_KEY}, by default {@code audit} and {@code audit.key} in the data
     * directory. A store that several machines share is signed after each command only where a directory is named: with
     * each machine's own directory there would be as many keys as machines.
     */
    public static AuditPlace of(Path dataDirectory, Map<String, String> environment) {
        var named = path(environment, "LEDGER_AUDIT_DIR");
        boolean shared = !environment.getOrDefault("LEDGER_STORE_URL", "").isBlank();
        return new AuditPlace(
                named.orElse(dataDirectory.resolve("audit")),
                path(environment, "LEDGER_AUDIT_KEY").orElse(dataDirectory.resolve("audit.key")),
                named.isPresent() || !shared);
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(Path::of);
    }
}
