/** Seed scripts. */
@NullMarked
package dev.migrationledger.app.source.seed;

import org.jspecify.annotations.NullMarked;
