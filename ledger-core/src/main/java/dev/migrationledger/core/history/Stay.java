package dev.migrationledger.core.history;

import dev.migrationledger.core.revision.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a database was in one state, as far as the ledger knew. What happened between two looks is not known: a
 * change by other hands counts from the look that saw it.
 *
 * @param state empty while its state was not known: before the first look, or nothing near it, or one of several
 * @param to    empty for the present one
 */
public record Stay(Optional<State> state, Instant from, Optional<Instant> to) {

    /** @param now for a stay that lasts */
    public Duration length(Instant now) {
        return Duration.between(from, to.orElse(now));
    }

    /** Oldest first, each beginning where the former ended. While a plan runs, the state that it started from lasts. */
    public static List<Stay> of(Iterable<RecordedEvent> stream) {
        var stays = new ArrayList<Stay>();
        var database = DatabaseState.NONE;
        for (var recorded : stream) {
            database = DatabaseDecider.evolve(database, recorded.event());
            if (database.running().isEmpty()) {
                enter(stays, known(database), recorded.time());
            }
        }
        return List.copyOf(stays);
    }

    private static Optional<State> known(DatabaseState database) {
        var starts = database.starts();
        return starts.size() == 1 ? Optional.of(starts.getFirst()) : Optional.empty();
    }

    private static void enter(List<Stay> stays, Optional<State> state, Instant time) {
        if (!stays.isEmpty()) {
            var last = stays.getLast();
            if (last.state().equals(state)) {
                return;
            }
            var ended = time.isBefore(last.from()) ? last.from() : time;
            stays.set(stays.size() - 1, new Stay(last.state(), last.from(), Optional.of(ended)));
        }
        stays.add(new Stay(state, time, Optional.empty()));
    }
}
