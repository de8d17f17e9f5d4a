/** SQLite files as targets. */
@NullMarked
package dev.migrationledger.app.target.sqlite;

import org.jspecify.annotations.NullMarked;
