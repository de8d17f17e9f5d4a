package dev.migrationledger.core.history;

import java.time.Instant;

/** What the ledger knew about one database at an instant: the fold of its history, stopped earlier. */
public final class StateAsOf {
    private StateAsOf() {}

    /**
     * Stops at the first event after the instant: writers' clocks may disagree, and a fold with holes was never true.
     *
     * @param stream the whole stream of one database, in order
     */
    public static DatabaseState fold(Iterable<RecordedEvent> stream, Instant instant) {
        var state = DatabaseState.NONE;
        for (var recorded : stream) {
            if (recorded.time().isAfter(instant)) {
                break;
            }
            state = DatabaseDecider.evolve(state, recorded.event());
        }
        return state;
    }
}
