package dev.migrationledger.core.history;

import java.util.regex.Pattern;

/**
 * How a statement failed.
 *
 * @param statement number within its script, from 1; 0 when no statement was running
 * @param line      of the file, from 1; 0 when unknown
 * @param sqlState  five characters; empty when the failure has none
 * @param message   the server's own, without values of rows
 */
public record Failure(int statement, int line, String sqlState, String message) {
    /**
     * Connection lost, server ending or out of resources, lock not to be had, cancelled or too slow (PostgreSQL manual,
     * appendix A).
     */
    private static final Pattern PASSING = Pattern.compile("08...|53...|57P..|57014|55P03|40P01|40001|25P0[34]");

    /** Whether it says nothing about the script: the same may succeed when it is run again. */
    public boolean mayPass() {
        return statement == 0 || PASSING.matcher(sqlState).matches();
    }
}
