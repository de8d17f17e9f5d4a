/** Runs revisions, seeds and dumps on a target, exactly once whatever dies, over the port and without knowing the engine. */
@NullMarked
package dev.migrationledger.app.execution;

import org.jspecify.annotations.NullMarked;
