/** Everything that takes part in a run is killed at named points, on real servers; then the next run goes on. */
@org.jspecify.annotations.NullMarked
package dev.migrationledger.app.kill;
