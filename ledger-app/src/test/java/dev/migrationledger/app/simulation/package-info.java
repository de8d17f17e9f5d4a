/** The protocol against a simulated world: one seed is one run, and replays exactly. */
@NullMarked
package dev.migrationledger.app.simulation;

import org.jspecify.annotations.NullMarked;
