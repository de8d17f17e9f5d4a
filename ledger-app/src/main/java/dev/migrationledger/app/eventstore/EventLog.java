package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Reads the log, page by page; nothing is locked and no transaction stays open between pages. */
public final class EventLog {
    private static final Field<Long> NO_POSITION = DSL.inline(0L);

    private final DSLContext sql;
    private final Sequencer sequencer;

    public EventLog(DSLContext sql, Sequencer sequencer) {
        this.sql = sql;
        this.sequencer = sequencer;
    }

    /** The same log, read within a transaction. */
    public EventLog within(DSLContext transaction) {
        return new EventLog(transaction, sequencer);
    }

    /** The position of the newest event; every event committed before the call has one. 0 for an empty log. */
    public long head() {
        return sequencer.sequence();
    }

    /** The next events after a position, in order; fewer than {@code limit} only at the end. */
    public List<StoredEvent> after(long position, int limit) {
        return after(position, limit, Only.ALL);
    }

    /** Which events are asked for. @param aggregate all of them when empty; @param type logical name, any when empty */
    public record Only(Optional<String> aggregate, Optional<String> type) {
        public static final Only ALL = new Only(Optional.empty(), Optional.empty());
    }

    /** As {@link #after(long, int)}, some of the events. */
    public List<StoredEvent> after(long position, int limit, Only only) {
        return reading(() -> sql.select(
                        EVENT_POSITION.POSITION,
                        EVENT.ID,
                        EVENT.AGGREGATE,
                        EVENT.SEQUENCE,
                        EVENT.TYPE,
                        EVENT.TIME,
                        EVENT.PAYLOAD,
                        EVENT.METADATA)
                .from(EVENT_POSITION)
                .join(EVENT)
                .on(EVENT.SEQ.eq(EVENT_POSITION.SEQ))
                .where(EVENT_POSITION.POSITION.gt(position))
                .and(only.aggregate().map(EVENT.AGGREGATE::eq).orElseGet(DSL::noCondition))
                .and(only.type().map(EVENT.TYPE::eq).orElseGet(DSL::noCondition))
                .orderBy(EVENT_POSITION.POSITION)
                .limit(limit)
                .fetch(r -> stored(r, EVENT_POSITION.POSITION)));
    }

    /** An aggregate's events from a sequence on, in order; with positions 0. */
    public List<StoredEvent> stream(String aggregate, long fromSequence, int limit) {
        return reading(() -> sql.select(
                        NO_POSITION, EVENT.ID, EVENT.AGGREGATE, EVENT.SEQUENCE, EVENT.TYPE, EVENT.TIME, EVENT.PAYLOAD, EVENT.METADATA)
                .from(EVENT)
                .where(EVENT.AGGREGATE.eq(aggregate), EVENT.SEQUENCE.ge(fromSequence))
                .orderBy(EVENT.SEQUENCE)
                .limit(limit)
                .fetch(r -> stored(r, NO_POSITION)));
    }

    /** As {@link #stream}, with positions: all that was committed before the call. */
    public List<StoredEvent> positionedStream(String aggregate, long fromSequence, int limit) {
        head();
        return reading(() -> sql.select(
                        EVENT_POSITION.POSITION,
                        EVENT.ID,
                        EVENT.AGGREGATE,
                        EVENT.SEQUENCE,
                        EVENT.TYPE,
                        EVENT.TIME,
                        EVENT.PAYLOAD,
                        EVENT.METADATA)
                .from(EVENT)
                .join(EVENT_POSITION)
                .on(EVENT_POSITION.SEQ.eq(EVENT.SEQ))
                .where(EVENT.AGGREGATE.eq(aggregate), EVENT.SEQUENCE.ge(fromSequence))
                .orderBy(EVENT.SEQUENCE)
                .limit(limit)
                .fetch(r -> stored(r, EVENT_POSITION.POSITION)));
    }

    /** Whose names begin so, oldest first. */
    public List<String> aggregates(String beginning) {
        return reading(() -> sql.select(EVENT.AGGREGATE)
                .from(EVENT)
                .where(EVENT.SEQUENCE.eq(0L), EVENT.AGGREGATE.startsWith(beginning))
                .orderBy(EVENT.SEQ)
                .fetch(EVENT.AGGREGATE));
    }

    public Optional<Long> lastSequence(String aggregate) {
        return reading(() -> Optional.ofNullable(sql.select(DSL.max(EVENT.SEQUENCE))
                .from(EVENT)
                .where(EVENT.AGGREGATE.eq(aggregate))
                .fetchOne(0, Long.class)));
    }

    /** The position of one event; it is positioned now if it was not yet. */
    public Optional<Long> positionOf(String aggregate, long sequence) {
        head();
        return reading(() -> sql.select(EVENT_POSITION.POSITION)
                .from(EVENT)
                .join(EVENT_POSITION)
                .on(EVENT_POSITION.SEQ.eq(EVENT.SEQ))
                .where(EVENT.AGGREGATE.eq(aggregate), EVENT.SEQUENCE.eq(sequence))
                .fetchOptional(EVENT_POSITION.POSITION));
    }

    /** The position before the first event at or after an instant; the head when there is none. */
    public long before(Instant instant) {
        long head = head();
        return reading(() -> Optional.ofNullable(sql.select(DSL.min(EVENT_POSITION.POSITION))
                        .from(EVENT)
                        .join(EVENT_POSITION)
                        .on(EVENT_POSITION.SEQ.eq(EVENT.SEQ))
                        .where(EVENT.TIME.ge(instant.atOffset(ZoneOffset.UTC)))
                        .fetchOne(0, Long.class))
                .map(first -> first - 1)
                .orElse(head));
    }

    static <T> T reading(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw StoreProblems.failed("reading events", e);
        }
    }

    private static StoredEvent stored(Record row, Field<Long> position) {
        return new StoredEvent(
                row.get(position),
                row.get(EVENT.ID),
                row.get(EVENT.AGGREGATE),
                row.get(EVENT.SEQUENCE),
                row.get(EVENT.TYPE),
                row.get(EVENT.TIME).toInstant(),
                row.get(EVENT.PAYLOAD),
                row.get(EVENT.METADATA));
    }
}
