/** From a proven state and a selector to the steps that lead there. */
@NullMarked
package dev.migrationledger.core.planning;

import org.jspecify.annotations.NullMarked;
