package dev.migrationledger.core.target;

import java.util.List;

/**
 * What one tracker table says.
 *
 * @param kind  {@code ledger}, {@code alembic}, {@code flyway}, {@code rails}, {@code golang-migrate}, {@code dbmate},
 *              {@code migration-name}
 * @param table schema-qualified name
 * @param rows  versions recorded as applied, in the order the tool would read them; for tools that record every
 *              revision all of them, for tools that record heads the heads
 * @param dirty the tool itself says that a migration ended half-way
 */
public record TrackerReading(String kind, String table, List<String> rows, boolean dirty) {
    public TrackerReading {
        rows = List.copyOf(rows);
    }

    /** Whether the ledger's own markers say that a revision was begun and has not ended. */
    public boolean isBegun() {
        return dirty && kind.equals("ledger");
    }

    /** Whether another tool left a migration half-way; what the ledger began it finishes by its own markers. */
    public boolean isUnfinished() {
        return dirty && !kind.equals("ledger");
    }
}
