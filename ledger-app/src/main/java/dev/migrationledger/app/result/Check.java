package dev.migrationledger.app.result;

/**
 * One post-condition or declared probe, asked in the target.
 *
 * @param check the query
 */
public record Check(String revision, String check, boolean ok) {}
