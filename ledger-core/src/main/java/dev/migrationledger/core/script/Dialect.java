package dev.migrationledger.core.script;

/** Whose rules say where a statement ends and what it may do. */
public enum Dialect {
    /** As psql reads a file. */
    POSTGRESQL,
    /**
     * As the sqlite3 shell reads a file ({@code sqlite3_complete}): no dollar quotes, no nested comments, no COPY data, no
     * backslash commands; {@code [x]} and {@code `x`} are names, and CREATE TRIGGER ends at {@code ; END ;}.
     */
    SQLITE
}
