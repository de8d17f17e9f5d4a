/** The ledger over HTTP: its events, its databases, its health. Nothing here changes anything. */
@NullMarked
package dev.migrationledger.app.rest;

import org.jspecify.annotations.NullMarked;
