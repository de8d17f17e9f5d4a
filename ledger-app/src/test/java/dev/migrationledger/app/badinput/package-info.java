/** What is wrong on purpose, by hand and at random: it gives an error with a code and a next step, or the right result. */
@NullMarked
package dev.migrationledger.app.badinput;

import org.jspecify.annotations.NullMarked;
