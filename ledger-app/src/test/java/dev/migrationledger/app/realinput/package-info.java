/** Histories of other projects, as they were published. */
@NullMarked
package dev.migrationledger.app.realinput;

import org.jspecify.annotations.NullMarked;
