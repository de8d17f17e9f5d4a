package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.audit.ExportFile;
import dev.migrationledger.app.cli.render.AuditText;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.audit.VerifierKey;
import dev.migrationledger.core.problem.Exit;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "verify",
        description = "Compare every event with its chain and with all that was signed. Exit 2 when anything was changed.")
final class AuditVerify extends AuditPart {
    @Option(names = "--export", paramLabel = "FILE", description = "Verify this export instead of the store; nothing is started.")
    private @Nullable Path export;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Believe only what this verifier key signed; may be repeated (default: the ledger's own, and those beside its checkpoints).")
    private List<String> keys = List.of();

    @Option(names = "--check", description = "Exit 1 when events are not signed yet.")
    private boolean check;

    @Option(names = "--format", paramLabel = "table|json", description = "Default: table.")
    private Common.Format format = Common.Format.TABLE;

    @Override
    public Integer call() {
        var outcome = export == null ? onStore(audit -> keys.isEmpty() ? audit.verify() : audit.verify(keys(keys))) : offline(new ExportFile(export));
        switch (format) {
            case TABLE -> print(AuditText.of(outcome, terminal().look()));
            case JSON -> print(json(outcome));
        }
        boolean unsigned = outcome.signed() < outcome.events();
        return (outcome.clean() ? check && unsigned ? Exit.FINDINGS : Exit.OK : Exit.FAILED).code();
    }

    private LogAudit.Outcome offline(ExportFile file) {
        var trusted = keys(keys);
        if (trusted.isEmpty()) {
            trusted = List.copyOf(file.head().keys());
            warn("no key was given: signatures are checked with those that came with the file, " + names(trusted));
        }
        return file.audit(trusted, keys.isEmpty() ? directory().evidence(trusted) : directory().evidenceOfOnly(trusted));
    }

    static String names(List<VerifierKey> keys) {
        return keys.isEmpty() ? "of which there are none" : String.join(", ", keys.stream().map(VerifierKey::name).toList());
    }

    private ObjectNode json(LogAudit.Outcome outcome) {
        var document = document();
        document.put("ok", outcome.clean())
                .put("events", outcome.events())
                .put("signed", outcome.signed())
                .put("checkpoints", outcome.checkpoints())
                .put("root", outcome.root().hex())
                .put("found", outcome.found());
        outcome.firstBadEvent().ifPresentOrElse(
                bad -> finding(document.putObject("firstBad"), bad), () -> document.putNull("firstBad"));
        var findings = document.putArray("findings");
        outcome.findings().forEach(one -> finding(findings.addObject(), one));
        Optional.of(AuditText.problem(outcome)).filter(_ -> !outcome.clean()).ifPresent(problem -> document.putObject("error")
                .put("code", problem.code())
                .put("message", problem.message())
                .put("hint", problem.hint()));
        return document;
    }

    private static void finding(ObjectNode node, Finding finding) {
        node.put("position", finding.position())
                .put("database", AuditText.database(finding))
                .put("type", finding.type())
                .put("fault", finding.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("what", finding.what());
    }
}
