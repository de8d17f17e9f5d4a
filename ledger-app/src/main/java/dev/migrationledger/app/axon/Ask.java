package dev.migrationledger.app.axon;

import dev.migrationledger.core.history.DatabaseCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A command and the stream it is for. One message type for the whole sealed interface: Axon finds handlers by the name
 * of the payload's class and would not find one declared for the interface.
 *
 * @param stream {@code database/} and the database's id
 */
record Ask(@TargetAggregateIdentifier String stream, DatabaseCommand command) {}
