/** What tests of the app share. */
@NullMarked
package dev.migrationledger.app.testing;

import org.jspecify.annotations.NullMarked;
