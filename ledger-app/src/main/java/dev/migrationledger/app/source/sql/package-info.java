/** The native format: SQL files whose headers say what they are. */
@NullMarked
package dev.migrationledger.app.source.sql;

import org.jspecify.annotations.NullMarked;
