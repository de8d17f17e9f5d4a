/** How fast the product is on this machine, beside plain JDBC; never asserted, since machines differ. */
@NullMarked
package dev.migrationledger.app.bench;

import org.jspecify.annotations.NullMarked;
