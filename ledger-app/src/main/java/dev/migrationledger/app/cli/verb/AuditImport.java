package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.audit.ExportFile;
import dev.migrationledger.app.cli.render.AuditText;
import dev.migrationledger.core.problem.LedgerException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Put an export into an empty ledger, after verifying it.")
final class AuditImport extends AuditPart {
    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--key", paramLabel = "KEY", description = "Believe only what this verifier key signed; may be repeated.")
    private List<String> keys = List.of();

    @Override
    public Integer call() {
        var export = new ExportFile(file);
        var trusted = keys.isEmpty() ? List.copyOf(export.head().keys()) : keys(keys);
        if (keys.isEmpty()) {
            warn("no key was given: signatures are checked with those that came with the file, " + AuditVerify.names(trusted));
        }
        var outcome = export.audit(trusted, ExportFile.NOTHING_KEPT);
        if (!outcome.clean()) {
            throw new LedgerException(AuditText.problem(outcome));
        }
        long events = onLedger(ledger -> {
            long imported = ledger.audit().importFrom(export);
            ledger.audit().checkpoint();
            return imported;
        });
        print(String.format(Locale.ROOT, "%,d events imported and signed%n", events));
        return 0;
    }
}
