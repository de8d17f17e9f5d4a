package dev.migrationledger.app.detection;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.List;

/** One database to try revisions out in. Closing it drops it. */
public interface ScratchDatabase extends AutoCloseable {
    SchemaSnapshot snapshot();

    /** Runs a whole revision, in one transaction where it is transactional; nothing of it stays when it is refused. */
    Outcome run(Revision revision);

    /** Runs each statement by itself and looks after each; stops at the first that is refused. */
    List<SchemaSnapshot> runStepwise(Revision revision);

    /** Runs a dump as psql does: every statement by itself, going on after errors. @return the errors, in order */
    List<Refused> load(Script dump);

    /** Another database with all that is in this one; both go their own ways then. */
    ScratchDatabase copy();

    @Override
    void close();

    sealed interface Outcome {}

    /** @param rows rows that it wrote and a probe can find again, at most 50 of them new */
    record Ran(List<Delta.RowChange> rows) implements Outcome {
        public Ran {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param statement number in the script, from 1; 0 when the script could not be read
     * @param line      of the file; 0 when it is not known
     * @param kept      whether a part of a revision that should be all or nothing stays
     */
    record Refused(int statement, int line, String sqlState, String message, boolean kept) implements Outcome {
        public Refused(int statement, int line, String sqlState, String message) {
            this(statement, line, sqlState, message, false);
        }

        public String inWords() {
            if (statement == 0) {
                return (line == 0 ? "" : "line " + line + ": ") + message;
            }
            return "statement " + statement + " (line " + line + "): " + message;
        }
    }
}
