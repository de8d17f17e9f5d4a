package dev.migrationledger.app.projection;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.util.Optional;

/**
 * One database as the ledger knows it.
 *
 * @param lastChange when the ledger last changed the target or its trackers
 * @param at         time of the newest event
 * @param position   of the newest event in the log
 */
public record DatabaseRow(String id, DatabaseState state, Optional<Instant> lastChange, Instant at, long position) {

    /** Only what a look proved; a nearest state is no observation. */
    public Optional<State> observed() {
        return state.detection()
                .filter(seen -> seen.verdict() == Verdict.EXACT || seen.verdict() == Verdict.EMPTY)
                .map(Detection::state);
    }

    DatabaseRow after(DatabaseState now, Instant time, long newPosition) {
        var change = now.lastAct().equals(state.lastAct()) ? lastChange : now.lastAct().map(_ -> time);
        return new DatabaseRow(id, now, change, time, newPosition);
    }
}
