package dev.migrationledger.app.source.flyway;

import dev.migrationledger.core.revision.Script;

/**
 * One migration as read.
 *
 * @param file          path relative to the source
 * @param transactional as its configuration file says, else as its statements allow
 */
record FlywayFile(String file, FlywayName name, Script script, boolean transactional) {}
