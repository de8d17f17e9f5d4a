package dev.migrationledger.app.cli.verb;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Write the whole log to a file: events, scripts, checkpoints, keys.")
final class AuditExport extends AuditPart {
    enum Form {
        JSONL,
        CSV
    }

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            description = "jsonl (default) can be verified and imported; csv is for spreadsheets.")
    private Form format = Form.JSONL;

    @Override
    public Integer call() {
        long events = onStore(audit -> switch (format) {
            case JSONL -> audit.exportJsonLines(file);
            case CSV -> audit.exportCsv(file);
        });
        print(String.format(Locale.ROOT, "%,d events written to %s%n", events, file));
        return 0;
    }
}
