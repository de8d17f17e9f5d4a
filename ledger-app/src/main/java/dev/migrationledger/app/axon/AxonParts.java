package dev.migrationledger.app.axon;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.PostgresEventStorageEngine;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jooq.DSLContext;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Builds the few parts of Axon that are used, each by hand: its own configuration would fall back without a word to no
 * transactions, to XStream, and to a thread that asks its maker for updates.
 */
public final class AxonParts {
    private final EmbeddedEventStore eventStore;
    private final CommandBus commandBus;
    private final TransactionManager transactions;
    private final LedgerCommands commands;

    /** @param sql joins the transactions of {@code platform} */
    public AxonParts(PlatformTransactionManager platform, DSLContext sql, EventLog log, EventCodec codec) {
        transactions = new SpringTransactionManager(platform);
        eventStore = EmbeddedEventStore.builder()
                .storageEngine(new PostgresEventStorageEngine(sql, log, codec))
                .build();
        commandBus = SimpleCommandBus.builder().transactionManager(transactions).build();
        EventSourcingRepository<DatabaseAggregate> databases = EventSourcingRepository.builder(DatabaseAggregate.class)
                .eventStore(eventStore)
                .build();
        AggregateAnnotationCommandHandler.<DatabaseAggregate>builder()
                .aggregateType(DatabaseAggregate.class)
                .repository(databases)
                .build()
                .subscribe(commandBus);
        EventSourcingRepository<RolloutAggregate> rollouts = EventSourcingRepository.builder(RolloutAggregate.class)
                .eventStore(eventStore)
                .build();
        AggregateAnnotationCommandHandler.<RolloutAggregate>builder()
                .aggregateType(RolloutAggregate.class)
                .repository(rollouts)
                .build()
                .subscribe(commandBus);
        commands = new LedgerCommands(commandBus, log);
    }

    public LedgerCommands commands() {
        return commands;
    }

    public EventStore eventStore() {
        return eventStore;
    }

    /** Real transactions; a test says so. */
    public TransactionManager transactions() {
        return transactions;
    }

    public void close() {
        eventStore.shutDown();
    }
}
