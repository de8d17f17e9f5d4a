/** What another policy would have decided about the past; nothing here changes it. */
@NullMarked
package dev.migrationledger.core.whatif;

import org.jspecify.annotations.NullMarked;
