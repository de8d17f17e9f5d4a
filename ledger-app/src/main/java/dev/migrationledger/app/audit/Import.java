package dev.migrationledger.app.audit;

import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.core.audit.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Puts an export into an empty ledger. The caller has audited it. */
public final class Import {
    private static final int PAGE = 2_000;

    private final Restoring store;
    private final AuditDirectory directory;

    public Import(Restoring store, AuditDirectory directory) {
        this.store = store;
        this.directory = directory;
    }

    /**
     * Checkpoints and the keys that signed them come along.
     *
     * @return events in the ledger now
     * @throws dev.migrationledger.core.problem.LedgerException LDG838 when the ledger is not empty
     */
    public long from(ExportFile file) {
        var head = file.head();
        directory.alone(() -> {
            if (!directory.checkpoints().texts().isEmpty()) {
                throw AuditProblems.otherCheckpoints(directory.place().directory());
            }
            long before = store.into(into -> copy(file, into));
            if (before > 0) {
                throw AuditProblems.notEmpty(before);
            }
            directory.trust(head.keys());
            head.notes().forEach(directory.checkpoints()::append);
            return before;
        });
        return head.events();
    }

    private static void copy(ExportFile file, Restoring.Store into) {
        List<LogEntry> page = new ArrayList<>();
        file.read(new ExportFile.Reader() {
            @Override
            public void script(String digest, String text) {
                into.script(digest, text);
            }

            @Override
            public boolean event(LogEntry entry) {
                page.add(entry);
                if (page.size() == PAGE) {
                    into.events(page);
                    page.clear();
                }
                return true;
            }
        });
        if (!page.isEmpty()) {
            into.events(page);
        }
    }
}
