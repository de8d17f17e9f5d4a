package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that happened to a database, up to an instant. */
public record HistoryOfDatabase(Ledger ledger, Optional<Instant> until) implements Operation<HistoryResult> {
    @Override
    public HistoryResult on(Subject subject) {
        return new HistoryResult(subject.id(), ledger.history(subject.id(), until), Optional.empty());
    }

    @Override
    public HistoryResult stopped(Subject subject, Problem problem) {
        return new HistoryResult(subject.id(), List.of(), Optional.of(problem));
    }
}
