package dev.migrationledger.app.rollout;

import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.RolloutState;
import java.time.Instant;
import java.util.List;

/**
 * One rollout as its history tells.
 *
 * @param entries oldest first, never empty
 * @param worked  whether a process works on it now
 */
public record Rollout(String id, RolloutState state, List<Entry> entries, boolean worked) {
    public Rollout {
        entries = List.copyOf(entries);
    }

    /** An event and who did it. */
    public record Entry(Instant time, Provenance from, RolloutEvent event) {}
}
