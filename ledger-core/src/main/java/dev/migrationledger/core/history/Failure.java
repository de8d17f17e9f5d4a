package dev.migrationledger.core.history;

/**
 * How a statement failed.
 *
 * @param statement number within its script, from 1; 0 when no statement was running
 * @param line      of the file, from 1; 0 when unknown
 * @param sqlState  five characters; empty when the failure has none
 * @param message   the server's own, without values of rows
 */
public record Failure(int statement, int line, String sqlState, String message) {}
