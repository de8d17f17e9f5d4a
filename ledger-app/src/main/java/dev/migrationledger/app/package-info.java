/** The program: everything that touches the world. */
@NullMarked
package dev.migrationledger.app;

import org.jspecify.annotations.NullMarked;
