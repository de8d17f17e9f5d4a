/** Dumps that claim to equal a state. */
@NullMarked
package dev.migrationledger.app.source.snapshot;

import org.jspecify.annotations.NullMarked;
