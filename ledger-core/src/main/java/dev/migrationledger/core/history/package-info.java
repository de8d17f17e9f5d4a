/** One database's history: state, command, event, decider. */
@NullMarked
package dev.migrationledger.core.history;

import org.jspecify.annotations.NullMarked;
