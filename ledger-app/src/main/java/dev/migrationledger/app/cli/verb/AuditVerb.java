package dev.migrationledger.app.cli.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Prove that the history is what was stored and signed, or name the first event that is not.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            AuditVerify.class,
            AuditCheckpoint.class,
            AuditExport.class,
            AuditImport.class,
            AuditProve.class,
            AuditProveConsistency.class,
            AuditVerifyProof.class,
            AuditKey.class
        },
        footer = {
            "",
            "Checkpoints are kept in LEDGER_AUDIT_DIR (default: audit in the data directory), the signing key in",
            "LEDGER_AUDIT_KEY. They prove most where whoever can write the store cannot write them."
        })
public final class AuditVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to audit");
    }
}
