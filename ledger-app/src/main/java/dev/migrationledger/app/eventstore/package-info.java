/**
 * The event log: Axon's storage interface on jOOQ and PostgreSQL, with one gapless order for all readers
 * (docs/adr/0001).
 */
@NullMarked
package dev.migrationledger.app.eventstore;

import org.jspecify.annotations.NullMarked;
