package dev.migrationledger.app.alert;

import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertRules;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.LogAudit;
import java.time.Instant;
import java.util.Optional;

/** What the newest look at the log as a whole came to. */
public sealed interface AuditLook {
    /** The log is as it was stored and signed. */
    record Clean() implements AuditLook {}

    /** The log is not what was stored and signed. @param what in words */
    record Broken(String what) implements AuditLook {
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

    /** Nobody could look, so nothing begins and nothing is over. */
    record NotDone() implements AuditLook {}

    static AuditLook of(LogAudit.Outcome outcome) {
        return outcome.clean()
                ? new Clean()
                : new Broken(outcome.firstBadEvent()
                        .or(() -> outcome.findings().stream().findFirst())
                        .map(AuditLook::words)
                        .orElse("it does not fit what was signed"));
    }

    private static String words(Finding finding) {
        return (finding.position() == 0 ? "" : "event " + finding.position() + " ") + finding.what();
    }
}
