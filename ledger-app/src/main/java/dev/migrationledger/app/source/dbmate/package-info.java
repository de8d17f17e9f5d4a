/** Directories of dbmate: an up and a down section in each file. */
@NullMarked
package dev.migrationledger.app.source.dbmate;

import org.jspecify.annotations.NullMarked;
