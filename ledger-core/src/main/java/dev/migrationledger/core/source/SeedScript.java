package dev.migrationledger.core.source;

import dev.migrationledger.core.revision.Script;
import java.util.Optional;

/**
 * Data that every database wants, run like psql runs it and tracked by digest.
 *
 * @param id       id of its source; for a directory, source id, slash, file name
 * @param critical whether its failure stops the upgrade
 * @param after    the revision after which it runs; empty: after the upgrade
 * @param file     path for messages
 */
public record SeedScript(String id, boolean critical, Optional<String> after, Script script, String file) {}
