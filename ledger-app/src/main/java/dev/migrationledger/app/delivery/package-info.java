/**
 * Messages to other systems over HTTP: signed, tried again, kept when they are given up. The only package that opens
 * HTTP connections.
 */
@NullMarked
package dev.migrationledger.app.delivery;

import org.jspecify.annotations.NullMarked;
