/** What is read from the log: the state of every database now and at an instant, and the histories themselves. */
@NullMarked
package dev.migrationledger.app.projection;

import org.jspecify.annotations.NullMarked;
