/** Python source text taken apart, without an interpreter: statements, names, literals. Nothing is ever run. */
@NullMarked
package dev.migrationledger.core.python;

import org.jspecify.annotations.NullMarked;
