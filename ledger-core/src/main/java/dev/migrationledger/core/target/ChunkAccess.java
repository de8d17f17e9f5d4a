package dev.migrationledger.core.target;

import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.script.ChunkStatement;
import java.util.List;
import java.util.Optional;

/**
 * How a session goes through a table in chunks, and remembers how far it is. All of it may be in a transaction, and what
 * is kept is there exactly when that is. Everything throws {@link StatementFailed} as the session does.
 */
public interface ChunkAccess {
    /** Of a database that no chunks can be made of. */
    ChunkAccess NONE = new ChunkAccess() {};

    /**
     * A value of the key.
     *
     * @param type as the engine names it
     * @param text from which the engine makes the very same value again
     */
    record Key(String type, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Rows that follow one another in the order of the key.
     *
     * @param from their first key
     * @param to   their last key; every row with it belongs to them
     * @param rows how many there were when it was looked
     */
    record Range(Key from, Key to, long rows) {}

    /**
     * How far a revision is.
     *
     * @param way    see {@link Chunks#way}
     * @param upTo   the last key of the last chunk
     * @param chunks that are in
     * @param rows   that were in them
     */
    record Progress(String way, Key upTo, long chunks, long rows) {
        public Progress with(Range range) {
            return new Progress(way, range.to(), chunks + 1, rows + range.rows());
        }

        /** In words, for a person; a key is not shown, for it may be somebody's name. */
        @Override
        public String toString() {
            return rows + (rows == 1 ? " row" : " rows") + " in " + chunks + (chunks == 1 ? " chunk" : " chunks");
        }
    }

    /** Makes room for {@link #keep} where there is none; safe when two sessions do it at once. */
    default void prepare() {
        throw unable();
    }

    /** What was kept last; it counts only while the revision's markers say that it is half-way. */
    default Optional<Progress> progress(String revision) {
        return Optional.empty();
    }

    default void keep(String revision, Progress progress) {
        throw unable();
    }

    /** Whether there is such a table with such a column. */
    default boolean isThere(Chunks chunks) {
        throw unable();
    }

    /** Whether a row has no key, so that it would be in no chunk. */
    default boolean hasRowsWithoutKey(Chunks chunks) {
        throw unable();
    }

    /** The next rows after a key; empty when there are none. */
    default Optional<Range> next(Chunks chunks, Optional<Key> after) {
        throw unable();
    }

    default void execute(ChunkStatement statement, Range range) {
        throw unable();
    }

    private static StatementFailed unable() {
        return new StatementFailed(new StatementFailure(
                StatementFailure.Kind.REFUSED, "", "this database cannot be gone through in chunks", List.of()));
    }
}
