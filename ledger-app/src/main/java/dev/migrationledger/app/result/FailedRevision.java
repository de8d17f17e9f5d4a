package dev.migrationledger.app.result;

import dev.migrationledger.core.history.Failure;

/**
 * Which revision stopped a run, and where.
 *
 * @param file relative to its source, for messages; empty when unknown
 */
public record FailedRevision(String revision, String file, Failure failure) {}
