package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.target.TrackerReading;
import java.util.List;

/**
 * The answer to "which revision is this database really at?".
 *
 * @param state       the proven state; nearest for drifted and unknown; the lower one for partial
 * @param candidates  equivalent: every state, earliest first; partial: empty; unknown: the nearest, nearest first
 * @param claimed     what the trackers name, as catalog revisions where they are known, sorted
 * @param trackers    each tracker table found
 * @param differences against {@code state}, sorted by key; cosmetic ones included
 * @param evidence    in words, most telling first
 * @param origin      id of the origin whose references explain the schema: {@code empty} or a snapshot's id
 * @param fingerprint of the live schema, see {@code Fingerprint}
 */
public record Detection(
        Verdict verdict,
        State state,
        List<State> candidates,
        Claim claim,
        State claimed,
        List<TrackerReading> trackers,
        List<Difference> differences,
        List<String> evidence,
        String origin,
        String fingerprint) {
    public Detection {
        candidates = List.copyOf(candidates);
        trackers = List.copyOf(trackers);
        differences = List.copyOf(differences);
        evidence = List.copyOf(evidence);
    }

    /**
     * Whether the target's own markers say that a revision was begun and has not ended. The schema may then look whole while
     * statements are missing, so it proves no state; the state of a partial verdict is the one that it goes on above.
     */
    public boolean isBegun() {
        return trackers.stream().anyMatch(TrackerReading::isBegun);
    }
}
