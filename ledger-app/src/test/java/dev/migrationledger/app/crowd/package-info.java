/** Many operators in several processes work on a fleet at once, while people and kills get in their way. */
@org.jspecify.annotations.NullMarked
package dev.migrationledger.app.crowd;
