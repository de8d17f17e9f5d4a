package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Tier;
import java.util.List;

/**
 * {@code lint} of one catalog.
 *
 * @param revisions how many
 * @param notes     of scripts as they are written, in graph order
 * @param trials    what scratch databases showed, one an engine; empty when none was to be used
 */
public record CatalogLint(String catalog, int revisions, State heads, List<Note> notes, List<Trial> trials) {
    public CatalogLint {
        notes = List.copyOf(notes);
        trials = List.copyOf(trials);
    }

    /** What a revision's script would do to a server. */
    public record Note(String revision, String code, String message) {}

    /**
     * What came of running a catalog.
     *
     * @param failures of revisions
     * @param untried  why it could not be run; empty when it was
     */
    public record Trial(String engine, List<Problem> failures, List<SnapshotCheck> snapshots, List<Problem> untried) {
        int findings() {
            return failures.size()
                    + untried.size()
                    + (int) snapshots.stream().filter(check -> check.count(Tier.HARD) > 0).count();
        }
    }

    public int findings() {
        return notes.size() + trials.stream().mapToInt(Trial::findings).sum();
    }
}
