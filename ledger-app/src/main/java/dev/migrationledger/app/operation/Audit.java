package dev.migrationledger.app.operation;

import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.audit.Checkpointing;
import dev.migrationledger.app.audit.Export;
import dev.migrationledger.app.audit.ExportFile;
import dev.migrationledger.app.audit.Import;
import dev.migrationledger.app.audit.Proofs;
import dev.migrationledger.app.audit.RepeatedAudit;
import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.audit.VerifierKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** What can be asked of the log as a whole. */
public record Audit(
        AuditDirectory directory, StoredLog log, Restoring restoring, ScriptStore scripts, Clock clock) {

    /** Compares the store with its chains and with everything that these keys signed. */
    public LogAudit.Outcome verify(List<VerifierKey> keys) {
        var evidence = directory.evidence(keys);
        return log.audit(evidence.log()).and(evidence.findings());
    }

    /** As {@link #verify(List)} with the keys that are trusted here; what it finds is looked for by {@link #repeated} from then on. */
    public LogAudit.Outcome verify() {
        return repeated().whole();
    }

    /** For who asks again and again. */
    public RepeatedAudit repeated() {
        return new RepeatedAudit(directory, log, clock);
    }

    /** Signs what is in the log now. */
    public Checkpointing.Signed checkpoint() {
        return new Checkpointing(directory, log, clock).sign();
    }

    /** @return events written */
    public long exportJsonLines(Path file) {
        return new Export(log, directory, scripts::forEach).jsonLines(file);
    }

    /** @return events written */
    public long exportCsv(Path file) {
        return new Export(log, directory, scripts::forEach).csv(file);
    }

    /** @param file audited before. @return events in the ledger now */
    public long importFrom(ExportFile file) {
        return new Import(restoring, directory).from(file);
    }

    public Proofs proofs() {
        return new Proofs(directory, log);
    }
}
