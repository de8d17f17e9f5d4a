/** The revision graph: revisions, states, selectors, and every problem a graph can have. */
@NullMarked
package dev.migrationledger.core.revision;

import org.jspecify.annotations.NullMarked;
