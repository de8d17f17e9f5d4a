/** PostgreSQL 12 to 18 as a target: connecting, looking at schemas, trackers and rows. */
@NullMarked
package dev.migrationledger.app.target.postgresql;

import org.jspecify.annotations.NullMarked;
