/** Rollouts in the store: told, read back, and worked on by one process at a time. */
@NullMarked
package dev.migrationledger.app.rollout;

import org.jspecify.annotations.NullMarked;
