package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.audit.ProofFile;
import dev.migrationledger.core.problem.Exit;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify-proof", description = "Verify a proof; needs neither store nor network. Exit 2 when it does not hold.")
final class AuditVerifyProof extends AuditPart {
    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Believe only what this verifier key signed; may be repeated (default: the ledger's own, and those beside its checkpoints).")
    private List<String> keys = List.of();

    @Option(names = "--format", paramLabel = "table|json", description = "Default: table.")
    private Common.Format format = Common.Format.TABLE;

    @Override
    public Integer call() {
        var proof = new ProofFile(file);
        var trusted = keys(keys);
        if (trusted.isEmpty()) {
            trusted = List.copyOf(proof.keys());
            warn("no key was given: the signature is checked with those that came with the proof, " + AuditVerify.names(trusted));
        }
        var verdict = proof.verify(trusted);
        switch (format) {
            case TABLE -> print((verdict.holds() ? "proven: " : "not proven: ") + verdict.what() + "\n");
            case JSON -> print(document().put("ok", verdict.holds()).put("what", verdict.what()));
        }
        return (verdict.holds() ? Exit.OK : Exit.FAILED).code();
    }
}
