/** Which state explains a live schema, how surely, and what the trackers claim. */
@NullMarked
package dev.migrationledger.core.detection;

import org.jspecify.annotations.NullMarked;
