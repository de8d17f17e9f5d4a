/** What can be done to one database: look, decide, tell the ledger, act. One class an operation. */
@NullMarked
package dev.migrationledger.app.operation;

import org.jspecify.annotations.NullMarked;
