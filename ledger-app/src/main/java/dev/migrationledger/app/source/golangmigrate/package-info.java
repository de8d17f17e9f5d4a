/** Directories of golang-migrate: {@code 3_users.up.sql} and {@code 3_users.down.sql}. */
@NullMarked
package dev.migrationledger.app.source.golangmigrate;

import org.jspecify.annotations.NullMarked;
