/** One class a verb: its options, and the operation they mean. */
@NullMarked
package dev.migrationledger.app.cli.verb;

import org.jspecify.annotations.NullMarked;
