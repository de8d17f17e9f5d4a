/** What each verb answers for one database: returned by the use cases, read by the table and the JSON renderers. */
@NullMarked
package dev.migrationledger.app.result;

import org.jspecify.annotations.NullMarked;
