/** One rollout's history: an approved plan worked through in waves. State, command, event, decider. */
@NullMarked
package dev.migrationledger.core.rollout;

import org.jspecify.annotations.NullMarked;
