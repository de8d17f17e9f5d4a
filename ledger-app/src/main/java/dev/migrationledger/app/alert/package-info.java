/** Alerts: what the log adds up to now, and the channels that tell people of it. */
@NullMarked
package dev.migrationledger.app.alert;

import org.jspecify.annotations.NullMarked;
