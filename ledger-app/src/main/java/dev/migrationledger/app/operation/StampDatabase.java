package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.StampResult;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Selector;
import dev.migrationledger.core.revision.State;
import java.time.Duration;
import java.util.Optional;

/** Writes a revision into the trackers: where the evidence proves it, or on a person's word with a reason. */
public record StampDatabase(Ledger ledger, String revision, boolean yes, boolean dryRun, Duration patience)
        implements Operation<StampResult> {
    @Override
    public StampResult on(Subject subject) {
        try (var visit =
                dryRun ? Visit.to(ledger, subject, patience) : Visit.toChange(ledger, subject, patience)) {
            var detection = visit.look();
            var to = Goal.of(Selector.resolve(revision, visit.graph(), detection.state()));
            var unfinished = DatabaseDecider.unfinishedInstall(visit.state());
            boolean proven = unfinished.isEmpty() && !detection.isBegun() && isProven(detection, to);
            if (detection.claim() == Claim.AGREES && detection.claimed().equals(to) && proven) {
                return result(subject, StampResult.Outcome.UNCHANGED, detection, to, false, "it claims that already");
            }
            if (!proven && (!yes || ledger.reason().isBlank())) {
                var problem = unfinished.orElseGet(() -> unproven(subject, detection, to));
                return refused(subject, Optional.of(detection), to, visit.refuse("stamp", problem));
            }
            var why = proven ? Words.evidence(detection) : ledger.reason();
            if (!dryRun) {
                visit.stamp(detection.claimed(), to, !proven, why);
            }
            return result(subject, StampResult.Outcome.STAMPED, detection, to, !proven, why);
        }
    }

    private static Problem unproven(Subject subject, Detection detection, State to) {
        return new Problem(
                "LDG465",
                Exit.REFUSED,
                "the evidence does not prove that " + subject.id() + " is at " + to + ": it is " + Words.of(detection),
                "`ledger detect " + subject.id()
                        + "` shows the evidence; to write it all the same add --yes --reason TEXT");
    }

    private static boolean isProven(Detection detection, State to) {
        return switch (detection.verdict()) {
            case EMPTY, EXACT -> detection.state().equals(to);
            case EQUIVALENT, PARTIAL, DRIFTED, UNKNOWN -> false;
        };
    }

    private static StampResult result(
            Subject subject, StampResult.Outcome outcome, Detection detection, State to, boolean forced, String why) {
        return new StampResult(
                subject.id(),
                subject.catalog().name(),
                outcome,
                detection.claimed(),
                to,
                forced,
                why,
                Optional.of(detection),
                Optional.empty());
    }

    private static StampResult refused(Subject subject, Optional<Detection> detection, State to, Problem problem) {
        var from = detection.map(Detection::claimed).orElse(State.EMPTY);
        var outcome =
                switch (problem.exit()) {
                    case LOCKED -> StampResult.Outcome.LOCKED;
                    case REFUSED, FINDINGS, OK -> StampResult.Outcome.REFUSED;
                    case FAILED, USAGE, CONFIGURATION -> StampResult.Outcome.FAILED;
                };
        return new StampResult(
                subject.id(), subject.catalog().name(), outcome, from, to, false, "", detection, Optional.of(problem));
    }

    @Override
    public StampResult stopped(Subject subject, Problem problem) {
        return refused(subject, Optional.empty(), State.EMPTY, problem);
    }
}
