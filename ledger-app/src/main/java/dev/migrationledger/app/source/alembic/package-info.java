/** Alembic projects: where they keep their revisions, and the graph that their files make. */
@NullMarked
package dev.migrationledger.app.source.alembic;

import org.jspecify.annotations.NullMarked;
