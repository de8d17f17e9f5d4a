/** The port to the databases that are migrated. */
@NullMarked
package dev.migrationledger.core.target;

import org.jspecify.annotations.NullMarked;
