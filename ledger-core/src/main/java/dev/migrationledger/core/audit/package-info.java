/**
 * What makes the log tamper-evident, as pure functions: the chain of each aggregate, the Merkle tree over all events
 * (RFC 9162, section 2.1), signed checkpoints (C2SP tlog-checkpoint and signed-note), and the audit that compares a
 * stored log with what was signed (docs/adr/0006).
 */
@NullMarked
package dev.migrationledger.core.audit;

import org.jspecify.annotations.NullMarked;
