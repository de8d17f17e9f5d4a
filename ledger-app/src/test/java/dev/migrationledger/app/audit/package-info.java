/** Evidence held to what forgers do. */
@NullMarked
package dev.migrationledger.app.audit;

import org.jspecify.annotations.NullMarked;
