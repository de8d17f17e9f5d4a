package dev.migrationledger.core.revision;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a catalog's history.
 *
 * @param id            unique in its catalog
 * @param parents       ids of the down revisions, in the order written; empty for a base
 * @param dependsOn     ids that must be in before this one without being its parents
 * @param labels        branch labels
 * @param message       one line for people
 * @param transactional whether each of its statements can run in a transaction; see {@link #inOneTransaction}
 * @param idempotent    declared: running it again changes nothing
 * @param verify        post-conditions: queries that give one row with one boolean, true once the revision is in
 * @param script        what runs; blank for a merge or a documentation revision
 * @param revert        what undoes it, where there is such a section
 * @param source        id of the source it was read from
 * @param file          path of its file relative to the source, for messages
 * @param chunks        the table that its script goes through piece by piece, each in a transaction of its own
 */
public record Revision(
        String id,
        List<String> parents,
        List<String> dependsOn,
        Set<String> labels,
        String message,
        Kind kind,
        boolean transactional,
        boolean idempotent,
        List<String> verify,
        Script script,
        Optional<Script> revert,
        String source,
        String file,
        Optional<Chunks> chunks) {

    /** One that does not run in chunks. */
    public Revision(
            String id,
            List<String> parents,
            List<String> dependsOn,
            Set<String> labels,
            String message,
            Kind kind,
            boolean transactional,
            boolean idempotent,
            List<String> verify,
            Script script,
            Optional<Script> revert,
            String source,
            String file) {
        this(
                id, parents, dependsOn, labels, message, kind, transactional, idempotent, verify, script, revert, source, file,
                Optional.empty());
    }

    public Revision {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        labels = Set.copyOf(labels);
        verify = List.copyOf(verify);
    }

    /** Whether it is in as a whole or not at all, at any time. */
    public boolean inOneTransaction() {
        return transactional && chunks.isEmpty();
    }

    public boolean isMerge() {
        return parents.size() > 1;
    }
}
