/** The demonstration: five broken databases, built for real, brought to head by the same commands that users run. */
@NullMarked
package dev.migrationledger.app.demo;

import org.jspecify.annotations.NullMarked;
