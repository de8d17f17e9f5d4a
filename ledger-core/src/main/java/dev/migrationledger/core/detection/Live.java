package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;

/**
 * What was read from the database in question.
 *
 * @param trackers    each tracker table found, in the order found
 * @param fingerprint of the snapshot, see {@code Fingerprint}
 * @param tears       see {@code Target#tearsRevisions}
 */
public record Live(SchemaSnapshot snapshot, List<TrackerReading> trackers, String fingerprint, boolean tears) {
    public Live {
        trackers = List.copyOf(trackers);
    }

    /** Of a database whose tools commit a revision as one. */
    public Live(SchemaSnapshot snapshot, List<TrackerReading> trackers, String fingerprint) {
        this(snapshot, trackers, fingerprint, false);
    }
}
