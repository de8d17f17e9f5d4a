package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "prove-consistency",
        description = "Prove to anyone, as JSON, that the log signed at one size went on unchanged to another.")
final class AuditProveConsistency extends AuditPart {
    @Parameters(paramLabel = "SIZE", index = "0", description = "Events in the earlier checkpoint.")
    private long first;

    @Parameters(paramLabel = "SIZE", index = "1", description = "Events in the later checkpoint.")
    private long second;

    @Override
    public Integer call() {
        print(onStore(audit -> audit.proofs().consistency(first, second)) + "\n");
        return 0;
    }
}
