/** SQL text as PostgreSQL's psql reads it: statements, COPY data, dollar quotes, meta commands. */
@NullMarked
package dev.migrationledger.core.script;

import org.jspecify.annotations.NullMarked;
