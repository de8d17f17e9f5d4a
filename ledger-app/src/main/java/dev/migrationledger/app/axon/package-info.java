/** Axon Framework as an adapter: aggregates of a few lines over the core's deciders, and the way commands take. */
@NullMarked
package dev.migrationledger.app.axon;

import org.jspecify.annotations.NullMarked;
