/** The log as it is handed on: followed from a saved position, told to other systems. */
@NullMarked
package dev.migrationledger.app.stream;

import org.jspecify.annotations.NullMarked;
