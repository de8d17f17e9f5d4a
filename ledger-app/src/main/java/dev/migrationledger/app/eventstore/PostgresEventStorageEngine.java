package dev.migrationledger.app.eventstore;

import dev.migrationledger.core.problem.LedgerException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage interface over the ledger's log. Axon's serializer has no part in it: events pass through
 * {@link EventCodec}, so no class name can reach the store. A tracking token is a position.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {
    private static final int PAGE = 1_000;

    private final Appender appender;
    private final EventLog log;
    private final EventLog streams;
    private final EventCodec codec;

    /** @param sql joins the transaction of the current thread */
    public PostgresEventStorageEngine(DSLContext sql, EventLog log, EventCodec codec) {
        this.appender = new Appender(sql);
        this.log = log;
        this.streams = log.within(sql);
        this.codec = codec;
    }

    /** @throws ConcurrencyException when another event already has one of the places; without cause, SQL or payload */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        var stored = events.stream().map(this::encode).toList();
        try {
            appender.append(stored);
        } catch (Appender.Conflict e) {
            throw new ConcurrencyException(e.getMessage());
        }
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        long from = token == null ? 0 : token.position().orElse(0);
        log.head();
        var pages = new Pages(from, PAGE, after -> log.after(after, PAGE), StoredEvent::position);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, 0), false).map(this::tracked);
    }

    @Override
    public DomainEventStream readEvents(String aggregate, long firstSequence) {
        var pages = new Pages(
                firstSequence - 1, PAGE, after -> streams.stream(aggregate, after + 1, PAGE), StoredEvent::sequence);
        return DomainEventStream.of(
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, 0), false).map(this::decode));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregate) {
        return streams.lastSequence(aggregate);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(log.before(instant));
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("streams are short: no snapshots");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
        return Optional.empty();
    }

    private StoredEvent encode(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new LedgerException(StoreProblems.foreignEvent(message.getPayloadType().getSimpleName()));
        }
        return new StoredEvent(
                0,
                UUID.fromString(event.getIdentifier()),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                codec.name(event.getPayload()),
                event.getTimestamp().truncatedTo(ChronoUnit.MICROS),
                codec.write(event.getPayload()),
                codec.writeMetadata(event.getMetaData()));
    }

    private DomainEventMessage<?> decode(StoredEvent stored) {
        return new GenericDomainEventMessage<>(
                kind(stored.aggregate()),
                stored.aggregate(),
                stored.sequence(),
                codec.read(stored.type(), stored.payload()),
                codec.readMetadata(stored.metadata()),
                stored.id().toString(),
                stored.time());
    }

    private TrackedEventMessage<?> tracked(StoredEvent stored) {
        return new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(stored.position()), decode(stored));
    }

    /** {@code database} of {@code database/shop-prod-eu}. */
    private static String kind(String aggregate) {
        int slash = aggregate.indexOf('/');
        return slash < 0 ? aggregate : aggregate.substring(0, slash);
    }
}
