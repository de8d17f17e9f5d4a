/** Makes what detection compares with: revisions run in scratch databases once, cached, and questions answered. */
@NullMarked
package dev.migrationledger.app.detection;

import org.jspecify.annotations.NullMarked;
