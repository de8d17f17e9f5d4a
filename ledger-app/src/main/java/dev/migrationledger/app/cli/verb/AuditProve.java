package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "prove", description = "Prove to anyone, as JSON, that an event is in the signed log.")
final class AuditProve extends AuditPart {
    @Parameters(paramLabel = "POSITION", description = "As `ledger history` shows it after #.")
    private long position;

    @Override
    public Integer call() {
        print(onStore(audit -> audit.proofs().inclusion(position)) + "\n");
        return 0;
    }
}
