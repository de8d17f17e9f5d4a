package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.DriftResult;
import dev.migrationledger.app.result.DriftResult.Acceptance;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a database differs from its revision, and whether a person accepted that: now, or as the ledger knew it.
 *
 * @param asOf empty for now
 */
public record DriftOfDatabase(Ledger ledger, Optional<Instant> asOf, Duration patience)
        implements Operation<DriftResult> {
    @Override
    public DriftResult on(Subject subject) {
        if (asOf.isPresent()) {
            return then(subject, asOf.get());
        }
        try (var visit = Visit.to(ledger, subject, patience)) {
            visit.look();
        }
        return of(ledger, subject, ledger.state(subject.id()), Optional.empty());
    }

    private DriftResult then(Subject subject, Instant instant) {
        var state = ledger.rowAsOf(subject.id(), instant)
                .map(row -> row.state())
                .filter(known -> known.detection().isPresent())
                .orElseThrow(() -> new LedgerException(Words.unseen(subject, instant)));
        return of(ledger, subject, state, asOf);
    }

    /** @param state after a look */
    static DriftResult of(Ledger ledger, Subject subject, DatabaseState state, Optional<Instant> at) {
        return DriftResult.of(
                subject.id(),
                subject.catalog().name(),
                state.detection().orElseThrow(),
                state.acceptedDrift().flatMap(event -> acceptance(ledger, subject, event, at)),
                at);
    }

    /** Who did it and when stands beside the event, in the history. */
    private static Optional<Acceptance> acceptance(
            Ledger ledger, Subject subject, DatabaseEvent.DriftAccepted event, Optional<Instant> until) {
        return ledger.history(subject.id(), until).reversed().stream()
                .filter(entry -> entry.event().equals(event))
                .findFirst()
                .map(entry -> new Acceptance(entry.from().actor(), event.reason(), entry.time()));
    }

    @Override
    public DriftResult stopped(Subject subject, Problem problem) {
        return DriftResult.refused(subject.id(), subject.catalog().name(), problem);
    }
}
