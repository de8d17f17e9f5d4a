/** From a configured catalog to the graph, origins and seeds that its sources hold. */
@NullMarked
package dev.migrationledger.app.catalog;

import org.jspecify.annotations.NullMarked;
