package dev.migrationledger.core.planning;

import java.util.List;

/**
 * What reading a script tells a plan.
 *
 * @param statements how many statements will run
 * @param transactional false when the script, as declared or by one of its statements, cannot run in a transaction
 * @param findings   what a person should know before it runs, in the order of the statements
 */
public record ScriptFacts(int statements, boolean transactional, List<String> findings) {
    public ScriptFacts {
        findings = List.copyOf(findings);
    }
}
