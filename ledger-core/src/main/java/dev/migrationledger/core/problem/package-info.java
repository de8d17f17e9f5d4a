/** What went wrong, in words and codes a person can act on. */
@NullMarked
package dev.migrationledger.core.problem;

import org.jspecify.annotations.NullMarked;
