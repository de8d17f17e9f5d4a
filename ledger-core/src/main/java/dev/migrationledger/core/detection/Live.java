package dev.migrationledger.core.detection;

import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;

/**
 * What was read from the database in question.
 *
 * @param trackers    each tracker table found, in the order found
 * @param fingerprint of the snapshot, see {@code Fingerprint}
 */
public record Live(SchemaSnapshot snapshot, List<TrackerReading> trackers, String fingerprint) {
    public Live {
        trackers = List.copyOf(trackers);
    }
}
