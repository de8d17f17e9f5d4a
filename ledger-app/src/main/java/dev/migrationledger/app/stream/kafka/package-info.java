/** The log as it is published to Kafka; the only place that knows Kafka's client. */
@NullMarked
package dev.migrationledger.app.stream.kafka;

import org.jspecify.annotations.NullMarked;
