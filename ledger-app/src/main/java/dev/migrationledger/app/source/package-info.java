/** Reading the files of a source; one package per format beside it. */
@NullMarked
package dev.migrationledger.app.source;

import org.jspecify.annotations.NullMarked;
