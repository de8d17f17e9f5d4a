package dev.migrationledger.app.eventstore;

import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.history.DatabaseEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes messages to append. */
public final class Events {
    private Events() {}

    public static DomainEventMessage<?> event(String aggregate, long sequence, String message) {
        return new GenericDomainEventMessage<>(
                "database",
                aggregate,
                sequence,
                new DatabaseEvent.Refused("up", "LDG999", message),
                Map.of("actor", "ana"));
    }

    public static List<DomainEventMessage<?>> events(String aggregate, long from, int count) {
        return IntStream.range(0, count)
                .<DomainEventMessage<?>>mapToObj(i -> event(aggregate, from + i, aggregate + "#" + (from + i)))
                .toList();
    }

    static PostgresEventStorageEngine engine(StoreFixture store) {
        return new PostgresEventStorageEngine(store.joining, store.log, store.codec);
    }

    /** Appends in a transaction of its own and runs something before it commits. */
    public static void append(StoreFixture store, List<DomainEventMessage<?>> events, Runnable beforeCommit) {
        new TransactionTemplate(store.transactions).executeWithoutResult(_ -> {
            engine(store).appendEvents(events);
            beforeCommit.run();
        });
    }

    public static void append(StoreFixture store, List<DomainEventMessage<?>> events) {
        append(store, events, () -> {});
    }
}
