/** Detection's promise on generated histories: real DDL on a real server, built in other orders than the references. */
@NullMarked
package dev.migrationledger.app.generated;

import org.jspecify.annotations.NullMarked;
