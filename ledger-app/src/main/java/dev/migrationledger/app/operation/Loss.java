package dev.migrationledger.app.operation;

import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;

/** The ledger's word against trackers and schema together: where both are at less, it is the database that went back. */
final class Loss {
    private Loss() {}

    /** @param expected where the ledger had brought the database */
    static boolean is(State expected, Detection found, RevisionGraph graph) {
        return found.claim() == Claim.AGREES
                && !found.state().equals(expected)
                && expected.heads().stream().allMatch(id -> graph.find(id).isPresent())
                && graph.members(expected).containsAll(graph.members(found.state()))
                && !found.candidates().contains(expected);
    }
}
