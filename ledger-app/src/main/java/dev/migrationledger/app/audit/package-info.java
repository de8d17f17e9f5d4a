/**
 * Evidence about the log that lives outside of its store: the key, signed checkpoints, the signed tree, exports and
 * proofs (docs/adr/0006). What is decided from them is decided in {@code core.audit}.
 */
@NullMarked
package dev.migrationledger.app.audit;

import org.jspecify.annotations.NullMarked;
