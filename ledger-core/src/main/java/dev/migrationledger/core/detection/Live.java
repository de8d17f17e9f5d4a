package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;
import java.util.Set;

/**
 * What was read from the database in question.
 *
 * @param trackers    each tracker table found, in the order found
 * @param fingerprint of the snapshot, see {@code Fingerprint}
 * @param begun       see {@code Target#begun}
 * @param tears       see {@code Target#tearsRevisions}
 */
public record Live(
        SchemaSnapshot snapshot, List<TrackerReading> trackers, Set<String> begun, String fingerprint, boolean tears) {
    public Live {
        trackers = List.copyOf(trackers);
        begun = Set.copyOf(begun);
    }

    /** Of a database where nothing was begun that has not ended, and whose tools commit a revision as one. */
    public Live(SchemaSnapshot snapshot, List<TrackerReading> trackers, String fingerprint) {
        this(snapshot, trackers, Set.of(), fingerprint, false);
    }
}
