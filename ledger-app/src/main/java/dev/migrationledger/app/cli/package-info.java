/** The command line: verbs, their options, and what becomes of their results. Decides nothing about databases. */
@NullMarked
package dev.migrationledger.app.cli;

import org.jspecify.annotations.NullMarked;
