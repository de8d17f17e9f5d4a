package dev.migrationledger.core.target;

import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;

/**
 * The state that the trackers shall say.
 *
 * @param graph   the catalog's
 * @param rewrite rows that no revision of the catalog explains are replaced too (stamp, repair); otherwise they are left
 *                alone, and a tracker that holds nothing else belongs to somebody else
 */
public record Claimed(RevisionGraph graph, State state, boolean rewrite) {}
