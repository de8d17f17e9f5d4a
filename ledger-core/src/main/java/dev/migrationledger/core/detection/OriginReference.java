package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.List;

/**
 * The catalog's history as it happened in one scratch database.
 *
 * @param origin        {@code empty}, or the id of the snapshot source it started from
 * @param start         the state that the origin is, or claims to be
 * @param startSnapshot what is there before the first delta
 * @param deltas        in graph order: one for each revision outside {@code start} that ran
 * @param alone         for revisions that have neighbours earlier in graph order which they do not need: the delta on
 *                      their ancestors alone, where that was made
 * @param unrun         revisions that failed in scratch, with the reason; what needs them has no delta either
 */
public record OriginReference(
        String origin, State start, SchemaSnapshot startSnapshot, List<Delta> deltas, List<Delta> alone, List<Unrun> unrun) {
    public static final String EMPTY = "empty";

    public OriginReference {
        deltas = List.copyOf(deltas);
        alone = List.copyOf(alone);
        unrun = List.copyOf(unrun);
    }

    /** @param reason in words, with the statement and the server's message */
    public record Unrun(String revision, String reason) {}
}
