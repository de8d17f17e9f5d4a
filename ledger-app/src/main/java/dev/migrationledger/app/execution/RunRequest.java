package dev.migrationledger.app.execution;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An attempt to run a plan, after its intent was stored in the ledger.
 *
 * @param from          the state the plan starts at
 * @param revisions     in the order they run (for a revert: newest first)
 * @param attempt       unique
 * @param recovers      the unfinished attempts that this one continues: several when one died after the other
 * @param found         the state in which it was found, of one that is continued; empty: that of its trackers
 * @param fence         place of the intent in the database's stream: higher than that of every earlier intent
 * @param evidenceEpoch the target's epoch when the plan's evidence was gathered. A marker that was there already, and
 *                      not of a recovered attempt, contradicts a plan that wants to run its revision: refused
 *                      (LDG527). {@link #TRUST_MARKERS} takes every marker as proof.
 */
public record RunRequest(
        TargetWork work,
        RevisionGraph graph,
        State from,
        List<Revision> revisions,
        String attempt,
        Set<String> recovers,
        Optional<State> found,
        long fence,
        long evidenceEpoch) {
    public static final long TRUST_MARKERS = -1;

    public RunRequest {
        revisions = List.copyOf(revisions);
        recovers = Set.copyOf(recovers);
    }

    /** @param recovers the one unfinished attempt that this one continues, if any */
    public RunRequest(
            TargetWork work,
            RevisionGraph graph,
            State from,
            List<Revision> revisions,
            String attempt,
            Optional<String> recovers,
            long fence,
            long evidenceEpoch) {
        this(work, graph, from, revisions, attempt, recovers.map(Set::of).orElse(Set.of()), Optional.empty(), fence, evidenceEpoch);
    }
}
