/** The port through which revisions, snapshot dumps and seeds are read. */
@NullMarked
package dev.migrationledger.core.source;

import org.jspecify.annotations.NullMarked;
