package dev.migrationledger.core.revision;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Map;

/** Revisions whose script was edited after it was applied: what is in the database is no longer what the file says. */
public final class ChecksumProblems {
    private static final int SHOWN = 12;

    private ChecksumProblems() {}

    /**
     * @param applied keyed by revision id: {@link Script#digest()} of what ran, as the ledger recorded it; ids that the
     *                graph does not hold are passed over, detection judges those
     * @return one problem for each edited revision, in graph order
     */
    public static List<Problem> find(Map<String, String> applied, RevisionGraph graph) {
        return graph.inOrder().stream()
                .filter(revision -> applied.containsKey(revision.id()))
                .filter(revision -> !applied.get(revision.id()).equals(revision.script().digest()))
                .map(revision -> new Problem(
                        "LDG157",
                        Exit.REFUSED,
                        "revision " + revision.id() + " in " + revision.file() + " was edited after it was applied: ran "
                                + brief(applied.get(revision.id())) + ", the file is now " + brief(revision.script().digest()),
                        "restore the file and put the change into a new revision"))
                .toList();
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(SHOWN, digest.length()));
    }
}
