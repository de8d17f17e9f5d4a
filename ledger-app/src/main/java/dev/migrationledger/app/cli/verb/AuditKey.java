package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;

@Command(name = "key", description = "Print the verifier keys of this ledger's checkpoints, its own first.")
final class AuditKey extends AuditPart {
    @Override
    public Integer call() {
        directory().trusted().forEach(key -> print(key + "\n"));
        return 0;
    }
}
