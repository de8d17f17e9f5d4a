package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Row;

/** One thing that only the world can tell. */
public sealed interface Question {

    /** Is this row, found by its key, in the live database, and with which content? Columns that are not asked for do not matter. */
    record FindRow(Row row) implements Question {}

    /** Does this query hold in the live database? */
    record Holds(String query) implements Question {}

    /** What is the schema of exactly this state, made in a scratch database from this origin? */
    record Build(String origin, State state) implements Question {}

    /** What is the schema after each statement of a revision that runs on exactly this state? */
    record Statements(String origin, State lower, String revision) implements Question {}
}
