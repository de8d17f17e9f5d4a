/** Flyway directories: V, U, B and R files in Flyway's own order. */
@NullMarked
package dev.migrationledger.app.source.flyway;

import org.jspecify.annotations.NullMarked;
