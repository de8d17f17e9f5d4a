/** A schema as data: facts, their comparison and their fingerprint. */
@NullMarked
package dev.migrationledger.core.schema;

import org.jspecify.annotations.NullMarked;
