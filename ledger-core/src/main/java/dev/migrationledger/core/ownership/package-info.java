/** Which revision and source made each object. Pure rules over facts, the same for every engine. */
@NullMarked
package dev.migrationledger.core.ownership;

import org.jspecify.annotations.NullMarked;
