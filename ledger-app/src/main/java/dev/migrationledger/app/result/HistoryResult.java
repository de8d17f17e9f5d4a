package dev.migrationledger.app.result;

import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code history}.
 *
 * @param events oldest first
 */
public record HistoryResult(String id, List<Entry> events, Optional<Problem> problem) implements Result {
    public HistoryResult {
        events = List.copyOf(events);
    }

    /**
     * One event with its metadata.
     *
     * @param type   logical name with version: {@code database.revision-applied.v1}
     * @param id     of the event; a later one names it as its cause
     * @param event  for people
     * @param data   for programs: the payload's JSON text as stored
     */
    public record Entry(
            long position, Instant time, String type, UUID id, Provenance from, DatabaseEvent event, String data) {}

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    @Override
    public boolean hasFindings() {
        return problem.isPresent();
    }
}
