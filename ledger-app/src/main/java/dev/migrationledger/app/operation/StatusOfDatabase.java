package dev.migrationledger.app.operation;

import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.app.result.StatusResult;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.planning.UnappliedRevisions;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The three facts of a database: after a look now, or as the ledger knew them at an instant.
 *
 * @param asOf empty for now
 */
public record StatusOfDatabase(Ledger ledger, Optional<Instant> asOf, Duration patience)
        implements Operation<StatusResult> {
    @Override
    public StatusResult on(Subject subject) {
        if (asOf.isPresent()) {
            return then(subject, asOf.get());
        }
        var forgotten = ledger.row(subject.id()).filter(row -> row.state().forgotten());
        if (forgotten.isPresent()) {
            return stopped(subject, gone(forgotten.get()));
        }
        Optional<Problem> notice;
        try (var visit = Visit.to(ledger, subject, patience)) {
            visit.look();
            notice = visit.notice();
        }
        return of(subject, ledger.row(subject.id()).orElseThrow(), ledger.now(), notice);
    }

    private StatusResult then(Subject subject, Instant instant) {
        return ledger.rowAsOf(subject.id(), instant)
                .map(row -> of(subject, row, instant, Optional.empty()))
                .orElseGet(() -> stopped(
                        subject,
                        new Problem(
                                "LDG642",
                                Exit.OK,
                                subject.id() + " was not known to the ledger at " + instant,
                                "`ledger history " + subject.id() + "` shows when it was first seen, and whether it was forgotten")));
    }

    private static Problem gone(DatabaseRow row) {
        return new Problem(
                "LDG983",
                Exit.OK,
                row.id() + " was forgotten at " + row.at(),
                "take it out of ledger.yml; or `ledger up " + row.id() + "` registers it anew");
    }

    private static StatusResult of(Subject subject, DatabaseRow row, Instant at, Optional<Problem> notice) {
        var state = row.state();
        var observed = state.detection().filter(d -> d.verdict() != Verdict.UNKNOWN).map(Detection::state);
        return new StatusResult(
                subject.id(),
                subject.catalog().name(),
                subject.database().environment(),
                state.detection().map(Detection::claimed),
                observed,
                state.expected(),
                state.detection().map(Detection::verdict),
                behind(subject, state),
                row.lastChange(),
                at,
                state.detection(),
                notice);
    }

    /** Steps to head from where it is; of several equivalent states, from the one it claims. */
    private static OptionalInt behind(Subject subject, DatabaseState state) {
        var graph = subject.catalog().graph();
        return state.detection()
                .filter(d -> d.verdict() != Verdict.UNKNOWN)
                .map(d -> d.verdict() == Verdict.EQUIVALENT && d.candidates().contains(d.claimed())
                        ? d.claimed()
                        : d.state())
                .filter(here -> here.heads().stream().allMatch(id -> graph.find(id).isPresent()))
                .map(here -> OptionalInt.of(
                        UnappliedRevisions.toApply(graph, here, graph.heads()).size()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public StatusResult stopped(Subject subject, Problem problem) {
        return StatusResult.refused(
                subject.id(),
                subject.catalog().name(),
                subject.database().environment(),
                asOf.orElseGet(ledger::now),
                problem);
    }
}
