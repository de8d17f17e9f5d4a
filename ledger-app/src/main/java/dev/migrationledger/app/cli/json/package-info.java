/** The JSON documents of the command-line contract. */
@NullMarked
package dev.migrationledger.app.cli.json;

import org.jspecify.annotations.NullMarked;
