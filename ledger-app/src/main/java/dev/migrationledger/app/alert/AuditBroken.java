package dev.migrationledger.app.alert;

import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertRules;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.LogAudit;
import java.time.Instant;
import java.util.Optional;

/** The log is not what was stored and signed. @param what in words */
public record AuditBroken(String what) {

    public static Optional<AuditBroken> of(LogAudit.Outcome outcome) {
        return outcome.clean()
                ? Optional.empty()
                : Optional.of(new AuditBroken(outcome.firstBadEvent()
                        .or(() -> outcome.findings().stream().findFirst())
                        .map(AuditBroken::words)
                        .orElse("it does not fit what was signed")));
    }

    private static String words(Finding finding) {
        return (finding.position() == 0 ? "" : "event " + finding.position() + " ") + finding.what();
    }

    Alert alert(Instant now, AlertRules rules) {
        return new Alert(
                Rule.AUDIT_BROKEN,
                rules.severity(Rule.AUDIT_BROKEN),
                "",
                "",
                Optional.empty(),
                now,
                "the ledger's log was changed: " + what,
                "`ledger audit verify` names what; compare with a backup or an export");
    }
}
