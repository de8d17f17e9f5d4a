package dev.migrationledger.app.cli.verb;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "checkpoint", description = "Sign what is in the log now. Commands that append do so by themselves.")
final class AuditCheckpoint extends AuditPart {
    @Option(names = "--format", paramLabel = "table|json", description = "Default: table.")
    private Common.Format format = Common.Format.TABLE;

    @Override
    public Integer call() {
        var signed = onStore(audit -> audit.checkpoint());
        var checkpoint = signed.checkpoint();
        switch (format) {
            case TABLE -> print(String.format(
                    Locale.ROOT,
                    "%s%,d events by %s, root %s%n",
                    signed.isNew() ? "signed " : "nothing new since " + checkpoint.time() + ": ",
                    checkpoint.size(),
                    checkpoint.origin(),
                    checkpoint.root()));
            case JSON -> print(document()
                    .put("new", signed.isNew())
                    .put("origin", checkpoint.origin())
                    .put("size", checkpoint.size())
                    .put("root", checkpoint.root().hex())
                    .put("time", checkpoint.time().toString()));
        }
        return 0;
    }
}
