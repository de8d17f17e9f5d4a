package dev.migrationledger.core.target;

import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One connection to one database, for looking. Nothing here writes.
 * Every method throws {@code LedgerException} with a code when the database refuses or disappears.
 */
public interface Target extends AutoCloseable {
    TargetIdentity identity();

    /** In a handful of set-based queries; see {@link SchemaSnapshot}. */
    SchemaSnapshot snapshot();

    /** Every tracker table found, whoever made it. */
    List<TrackerReading> trackers();

    /**
     * Ids of revisions of which the own markers say that a statement, or a chunk, was begun, and not that all of it is in.
     * There are some exactly where {@link TrackerReading#isBegun()}.
     */
    Set<String> begun();

    /** @param query gives one row with one boolean. @return empty when that is null, which says neither yes nor no */
    Optional<Boolean> holds(String query);

    /**
     * Finds rows again by key.
     *
     * @return keyed by {@link Row#name()}: the live row with the columns of the wanted one; absent keys are not there
     */
    Map<String, Row> rows(Collection<Row> wanted);

    /**
     * Whether a tool's driver commits each change of the schema by itself, so that a tool that dies within a revision may
     * leave a part of it, its tracker unmoved.
     */
    default boolean tearsRevisions() {
        return false;
    }

    @Override
    void close();
}
