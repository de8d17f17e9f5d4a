package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.Kind;
import java.util.List;

/**
 * One revision of a plan.
 *
 * @param digest     of the revision's script, see {@code Script#digest}
 * @param statements how many statements will run
 * @param findings   what a person should know before it runs: locks, rewrites, non-transactional statements
 */
public record Step(
        String revision, Kind kind, boolean transactional, int statements, String digest, List<String> findings) {
    public Step {
        findings = List.copyOf(findings);
    }
}
