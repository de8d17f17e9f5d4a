/** The ledger's own store: an embedded PostgreSQL kept in the data directory, or an external one. */
@NullMarked
package dev.migrationledger.app.embedded;

import org.jspecify.annotations.NullMarked;
