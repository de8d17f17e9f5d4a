package dev.migrationledger.app.operation;

import dev.migrationledger.app.execution.WriteClaim;
import dev.migrationledger.app.result.RepairResult;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the claim say what the evidence proves; refuses where it proves nothing.
 *
 * @param yes a person says that a database that was moved or restored is from now on the one of this id
 */
public record RepairDatabase(WorkingLedger ledger, boolean yes, boolean dryRun, Duration patience)
        implements Operation<RepairResult> {
    @Override
    public RepairResult on(Subject subject) {
        try (var visit =
                dryRun ? Visit.to(ledger, subject, patience) : Visit.toChange(ledger, subject, patience)) {
            if (yes && !dryRun) {
                adopt(subject, visit);
            }
            var detection = visit.look();
            var policy = new Policy(subject.catalog().policy().equivalent(), Policy.WrongClaim.CORRECT);
            return switch (visit.footing(detection, policy, false)) {
                case Footing.Firm(var state) -> unchanged(subject, detection, state);
                case Footing.Fresh() -> unchanged(subject, detection, State.EMPTY);
                case Footing.Stamp(var state, var evidence) -> {
                    if (!dryRun) {
                        visit.stamp(detection.claimed(), state, false, evidence);
                    }
                    yield corrected(subject, detection, state, evidence);
                }
                case Footing.Correct(var claimed, var state, var evidence) -> {
                    if (!dryRun) {
                        visit.correct(claimed, state, evidence);
                    }
                    yield corrected(subject, detection, state, evidence);
                }
                case Footing.Refused(var problem) ->
                    refused(subject, Optional.of(detection), visit.refuse("repair", problem));
            };
        }
    }

    /** Only where the target's own record, or the ledger's, names another physical database. */
    private void adopt(Subject subject, Visit visit) {
        var live = visit.session().identity();
        var known = visit.state().identity();
        var registered = visit.registration();
        boolean isKnown = known.map(live::equals).orElse(true);
        boolean isItself = registered
                .map(r -> r.identity().equals(live) && r.databaseId().equals(subject.id()))
                .orElse(isKnown);
        if (isKnown && isItself) {
            return;
        }
        ledger.tell(subject, new DatabaseCommand.Identify(live, true));
        if (isItself) {
            return;
        }
        var outcome = new WriteClaim(ledger.engine(visit.address()), ledger.interruption())
                .adopt(visit.work(), State.EMPTY);
        if (!outcome.isDone()) {
            throw new LedgerException(outcome.problems());
        }
    }

    private static RepairResult unchanged(Subject subject, Detection detection, State state) {
        return new RepairResult(
                subject.id(),
                subject.catalog().name(),
                RepairResult.Outcome.UNCHANGED,
                state,
                state,
                "what it claims agrees with the evidence",
                Optional.of(detection),
                Optional.empty());
    }

    private static RepairResult corrected(Subject subject, Detection detection, State to, String evidence) {
        return new RepairResult(
                subject.id(),
                subject.catalog().name(),
                RepairResult.Outcome.CORRECTED,
                detection.claimed(),
                to,
                evidence,
                Optional.of(detection),
                Optional.empty());
    }

    private static RepairResult refused(Subject subject, Optional<Detection> detection, Problem problem) {
        var claimed = detection.map(Detection::claimed).orElse(State.EMPTY);
        var outcome =
                switch (problem.exit()) {
                    case LOCKED -> RepairResult.Outcome.LOCKED;
                    case REFUSED, FINDINGS, OK -> RepairResult.Outcome.REFUSED;
                    case FAILED, USAGE, CONFIGURATION -> RepairResult.Outcome.FAILED;
                };
        return new RepairResult(
                subject.id(),
                subject.catalog().name(),
                outcome,
                claimed,
                claimed,
                problem.message(),
                detection,
                Optional.of(problem));
    }

    @Override
    public RepairResult stopped(Subject subject, Problem problem) {
        return refused(subject, Optional.empty(), problem);
    }
}
