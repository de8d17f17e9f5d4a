/** What targets record about themselves, whatever the engine: trackers of other tools, and the ledger's own tables. */
@NullMarked
package dev.migrationledger.app.target.tracker;

import org.jspecify.annotations.NullMarked;
