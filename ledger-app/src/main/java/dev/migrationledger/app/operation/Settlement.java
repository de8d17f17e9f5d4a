package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.WriteClaim;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.Marker;
import java.util.Optional;

/** What a person decides about an unknown outcome: first the ledger knows, then the target. */
final class Settlement {
    private final WorkingLedger ledger;
    private final Subject subject;
    private final Visit visit;

    Settlement(WorkingLedger ledger, Subject subject, Visit visit) {
        this.ledger = ledger;
        this.subject = subject;
        this.visit = visit;
    }

    void of(boolean applied, String reason) {
        var receipt = ledger.tell(subject, new DatabaseCommand.ResolveOutcome(applied, reason));
        receipt.events().stream()
                .filter(DatabaseEvent.OutcomeResolved.class::isInstance)
                .map(DatabaseEvent.OutcomeResolved.class::cast)
                .forEach(resolved -> settle(resolved, visit.state().fence(receipt.version())));
    }

    /**
     * Repeats the second half of {@link #of} where that had died between ledger and target.
     *
     * @param resolved of the attempt that is to go on
     */
    void again(DatabaseEvent.OutcomeResolved resolved) {
        visit.marker(resolved.revision(), resolved.statement())
                .filter(marker -> marker.phase() == Marker.Phase.BEGUN && marker.attempt().equals(resolved.attempt()))
                .ifPresent(_ -> settle(
                        resolved, visit.state().fence(Visit.register(ledger, subject, Optional.empty()))));
    }

    private void settle(DatabaseEvent.OutcomeResolved resolved, long fence) {
        var digest = visit.marker(resolved.revision(), resolved.statement())
                .map(Marker::digest)
                .orElseGet(() -> visit.graph().get(resolved.revision()).script().digest());
        var decided = new Marker(
                resolved.revision(), resolved.statement(), Marker.Phase.DONE, resolved.attempt(), fence, digest);
        var outcome = new WriteClaim(ledger.engine(visit.address()), ledger.interruption())
                .settle(visit.work(), State.EMPTY, decided, resolved.applied(), fence);
        if (!outcome.isDone()) {
            throw new LedgerException(outcome.problems());
        }
    }
}
