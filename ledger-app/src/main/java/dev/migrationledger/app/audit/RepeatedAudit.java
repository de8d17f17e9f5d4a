package dev.migrationledger.app.audit;

import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.problem.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit for who asks again and again. A look goes on from the checkpoint that the last clean one reached: it
 * reads the events behind, how each hangs on the one before it, and the evidence. What was changed further back it
 * cannot see, since that is seen only by reading it; so the first look that comes 22 hours after the last whole one,
 * and each after one that found something until one finds nothing, reads every event: who looks at the same time each
 * day, a little early or late, reads all of it. Nothing that the store says shortens a look: how far the last one
 * came is kept beside the checkpoints, signed, and counts only with the very checkpoint that it names.
 */
public final class RepeatedAudit {
    static final Duration BETWEEN_WHOLE_LOOKS = Duration.ofHours(22);

    private final AuditDirectory directory;
    private final StoredLog log;
    private final Clock clock;

    public RepeatedAudit(AuditDirectory directory, StoredLog log, Clock clock) {
        this.directory = directory;
        this.log = log;
        this.clock = clock;
    }

    /** Goes on where that is enough now, else looks at the whole. */
    public LogAudit.Outcome next() {
        var evidence = directory.evidence(directory.trusted());
        var last = directory.cleanLook().read().filter(look -> isEnough(look, evidence));
        return last.isPresent() ? after(last.get(), evidence) : whole(evidence);
    }

    /** Every event, whenever the last time was. */
    public LogAudit.Outcome whole() {
        return whole(directory.evidence(directory.trusted()));
    }

    private LogAudit.Outcome whole(Evidence evidence) {
        var begun = clock.instant();
        return kept(log.audit(evidence.log()).and(evidence.findings()), evidence, begun);
    }

    /** The last event that was looked at is looked at again: it is not there when the log was cut or put back. */
    private LogAudit.Outcome after(CleanLook last, Evidence evidence) {
        return kept(log.auditAfter(last.size() - 1, evidence.log()), evidence, last.whole());
    }

    /** A clock that went back makes a look whole, too. */
    private boolean isEnough(CleanLook look, Evidence evidence) {
        var now = clock.instant();
        return evidence.findings().isEmpty()
                && evidence.log().findings().isEmpty()
                && evidence.log().believed() == evidence.log().signed()
                && evidence.log().checkpoints().stream().anyMatch(look::isOf)
                && !look.whole().isAfter(now)
                && now.isBefore(look.whole().plus(BETWEEN_WHOLE_LOOKS));
    }

    private LogAudit.Outcome kept(LogAudit.Outcome outcome, Evidence evidence, Instant whole) {
        if (!outcome.clean()) {
            return forgotten(outcome);
        }
        newest(evidence.log().checkpoints()).ifPresent(checkpoint -> directory.cleanLook().write(CleanLook.of(checkpoint, whole)));
        return outcome;
    }

    /** What was found is never lost for what could not be deleted. */
    private LogAudit.Outcome forgotten(LogAudit.Outcome outcome) {
        try {
            directory.cleanLook().forget();
            return outcome;
        } catch (LedgerException e) {
            return outcome.and(List.of(Finding.about(Finding.Fault.CLEAN_LOOK_STAYS, e.problem().message())));
        }
    }

    private static Optional<Checkpoint> newest(List<Checkpoint> checkpoints) {
        return checkpoints.isEmpty() || checkpoints.getLast().size() == 0 ? Optional.empty() : Optional.of(checkpoints.getLast());
    }
}
