package dev.migrationledger.core.target;

import java.util.List;

/**
 * What a session does about the connections that a project's own tool makes to the same database. Everything throws
 * {@link StatementFailed} as the session does.
 */
public interface ToolAccess {
    /** Of an engine on which a tool's connections cannot outlive it: nothing is asked. */
    ToolAccess OPEN = new ToolAccess() {};

    /**
     * Queries of one boolean that the tool must ask first on each connection of its own; each must be true, in this
     * order, or it must not work. They say that this is the same database, that the session still is its executor
     * ({@link TargetSession#tryLock()} comes first), and they leave a sign by which {@link #areGone()} knows it.
     */
    default List<String> admission() {
        return List.of();
    }

    /** Tries once whether no connection is left that was admitted, be it by this executor or by a dead one. */
    default boolean areGone() {
        return true;
    }

    /** Asks the server to end every connection that was admitted; they may need a moment for it. */
    default void end() {}

    /** What the database told the tool, as it would have been told here. @param sqlState may be empty */
    default StatementFailure failure(String sqlState, String message) {
        return new StatementFailure(StatementFailure.Kind.REFUSED, sqlState, message, List.of());
    }
}
