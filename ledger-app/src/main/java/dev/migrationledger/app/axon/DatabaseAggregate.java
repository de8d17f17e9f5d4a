package dev.migrationledger.app.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.Decision.Accepted;
import dev.migrationledger.core.history.Decision.Rejected;
import dev.migrationledger.core.problem.LedgerException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** One database's history for Axon; {@link DatabaseDecider} decides. */
final class DatabaseAggregate {
    @AggregateIdentifier
    private String stream = "";

    private DatabaseState state = DatabaseState.NONE;
    private final Causes causes = new Causes();

    DatabaseAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer<DatabaseEvent> handle(Ask ask, MetaData metaData) {
        stream = ask.stream();
        return switch (DatabaseDecider.decide(state, ask.command())) {
            case Rejected<DatabaseEvent> no -> throw new LedgerException(no.problem());
            case Accepted<DatabaseEvent> yes -> {
                var cause = causes.of(ask.command(), run(metaData));
                yes.events().forEach(event -> apply(event, metaData.and("causation", cause)));
                yield new Answer<>(getVersion(), yes.events());
            }
        };
    }

    @EventSourcingHandler
    void on(DatabaseEvent event, DomainEventMessage<?> message) {
        stream = message.getAggregateIdentifier();
        state = DatabaseDecider.evolve(state, event);
        causes.took(event, message.getIdentifier(), run(message.getMetaData()));
    }

    private static String run(MetaData metaData) {
        return String.valueOf(metaData.get("correlation"));
    }
}
