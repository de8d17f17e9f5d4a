package dev.migrationledger.app.operation;

import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that happened to a database, up to an instant. */
public record HistoryOfDatabase(Ledger ledger, Optional<Instant> until) implements KnownOperation<HistoryResult> {
    @Override
    public HistoryResult on(String databaseId) {
        return new HistoryResult(databaseId, ledger.history(databaseId, until), Optional.empty());
    }

    @Override
    public HistoryResult stopped(String databaseId, Problem problem) {
        return new HistoryResult(databaseId, List.of(), Optional.of(problem));
    }
}
