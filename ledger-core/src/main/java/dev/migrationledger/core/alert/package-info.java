/** What people must be told of: a fold of histories into alerts that fire and resolve. */
@NullMarked
package dev.migrationledger.core.alert;

import org.jspecify.annotations.NullMarked;
