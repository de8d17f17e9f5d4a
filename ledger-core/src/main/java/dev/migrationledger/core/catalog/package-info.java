/** A named revision graph with its sources, origins, seeds, probes and policy. */
@NullMarked
package dev.migrationledger.core.catalog;

import org.jspecify.annotations.NullMarked;
