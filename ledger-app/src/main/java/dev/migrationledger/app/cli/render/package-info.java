/** What people read: values in, text out; colour and marks as the terminal allows. */
@NullMarked
package dev.migrationledger.app.cli.render;

import org.jspecify.annotations.NullMarked;
