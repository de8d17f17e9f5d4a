/** Rows of targets, whatever the engine. */
@NullMarked
package dev.migrationledger.app.target.rows;

import org.jspecify.annotations.NullMarked;
