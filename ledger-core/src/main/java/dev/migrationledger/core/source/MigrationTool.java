package dev.migrationledger.core.source;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Runs the revisions of one source that only the project's own tool can run ({@code Script.Language.PYTHON}), the way the
 * project runs it. The tool connects by itself, commits by itself and keeps its own tracker: that tracker's row says
 * whether a revision is in. Knows no engine; safe for concurrent use.
 */
public interface MigrationTool {
    /** As in {@link dev.migrationledger.core.target.TrackerReading#kind()}. */
    String tracker();

    /**
     * Digest of the project's files that decide besides a revision's own what it does, as far as they are obvious. Not the
     * application that they import: references made with another one may differ.
     */
    default String surroundings() {
        return "";
    }

    /**
     * Digest of all that decides, besides a revision's own file, what runs: {@link #surroundings}, and how the tool is
     * started. Variables count as they are configured, and only by this digest.
     */
    String setup();

    /**
     * Starts the tool on one database and makes sure, before it may change anything, that it reaches that database.
     *
     * @param admission see {@link dev.migrationledger.core.target.ToolAccess#admission()}: asked on each connection
     *                  of the tool before it works; one that is not true turns it away
     * @throws dev.migrationledger.core.problem.LedgerException LDG720 to LDG724: it cannot be started, fails before it
     *     gets to the database, or reaches another one
     */
    Session open(TargetAddress address, List<String> admission);

    /** The tool at work on one database: one start, many revisions. Used by one thread; {@link #cancel()} by any. */
    interface Session extends AutoCloseable {
        /** What its tracker says, as ids in full, when it last looked. */
        State heads();

        /** Makes its tracker where it is missing, without a row. */
        void makeTracker();

        /** Runs the upgrade of this revision and of no other. */
        Outcome upgrade(Order order);

        /** Runs the downgrade of this revision and of no other. */
        Outcome downgrade(Order order);

        /** Ends the tool at once, whatever it does; what runs is answered with {@link Outcome.Died}. */
        void cancel();

        /** Never throws. */
        @Override
        void close();
    }

    /**
     * @param revision in full
     * @param digest   of the text that is meant, see {@link dev.migrationledger.core.revision.Script#digest()}: a file that
     *                 holds another one is {@link Outcome.Edited}
     * @param expected what the tracker must say, by what it includes; another word is {@link Outcome.Elsewhere}. Empty:
     *                 whatever it says, it is first made to say what the revision stands on (scratch databases)
     * @param alone    whether the revision may commit on its own before its end; where it may not and tries, or cannot
     *                 be held in one transaction, nothing of it is kept: {@link Outcome.NotAtomic}
     * @param report   a query that is asked in the revision's last transaction, after its work
     */
    record Order(String revision, String digest, Optional<State> expected, boolean alone, Optional<String> report) {}

    /** How a revision ended. */
    sealed interface Outcome {
        /**
         * In, and committed together with the tracker's row when it was not alone.
         *
         * @param report rows of {@link Order#report()} with every value as text, null as the empty text
         */
        record Done(State heads, List<List<String>> report) implements Outcome {
            public Done {
                report = List.copyOf(report);
            }
        }

        /** Nothing ran: the tracker says something else than expected. */
        record Elsewhere(State heads) implements Outcome {}

        /** Nothing ran: its file holds another text than the one that is meant. */
        record Edited() implements Outcome {
            /** @param where it was to run, as {@code database x: } */
            public static Problem problem(String where, Revision revision) {
                return new Problem(
                        "LDG590",
                        Exit.REFUSED,
                        where + revision.file() + " of revision " + revision.id()
                                + " was edited after it had been looked at; it did not run",
                        "run the command again: it looks at the file anew, and plans what it says now");
            }
        }

        /** Nothing is kept: it needs to run alone. @param reason in words */
        record NotAtomic(String reason) implements Outcome {}

        /**
         * It failed.
         *
         * @param sqlState of the database's answer; empty when it was no answer of the database
         * @param message  the primary message, and the exception's name where it is no answer of the database
         * @param line     of the revision's file, from 1; 0 when it did not fail there
         * @param kept     whether some of it was committed before
         */
        record Failed(String sqlState, String message, int line, boolean kept) implements Outcome {}

        /** The tool ended in its midst; only its tracker says whether the revision is in. @param reason in words */
        record Died(String reason) implements Outcome {}
    }
}
