/** {@code ledger.yml}: read into records, with every problem found at once; and the selection of databases. */
@NullMarked
package dev.migrationledger.app.config;

import org.jspecify.annotations.NullMarked;
