package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.UNSEQUENCED;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.migrationledger.core.audit.EventChain;
import dev.migrationledger.core.problem.LedgerException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Appends events in the transaction of its caller: one statement, whatever their number. The place in the aggregate is
 * the compare-and-set: of two appends that follow the same event, one fails.
 */
final class Appender {
    private static final String UNIQUE_VIOLATION = "23505";

    private final DSLContext sql;

    /** @param sql joins the transaction of the current thread */
    Appender(DSLContext sql) {
        this.sql = sql;
    }

    /** Another event already has this place in the aggregate. Holds no cause: the server's names the payload. */
    static final class Conflict extends RuntimeException {
        Conflict(StoredEvent event) {
            super("event " + event.sequence() + " of " + event.aggregate() + " was appended by someone else");
        }
    }

    /**
     * @param events their positions are ignored; those of one aggregate in the order of their sequences
     * @throws Conflict when another event has one of the places
     */
    void append(List<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            insert(events, hashes(events));
        } catch (DataAccessException e) {
            if (UNIQUE_VIOLATION.equals(e.sqlState())) {
                throw new Conflict(events.getFirst());
            }
            throw StoreProblems.failed("appending events", e);
        }
    }

    private void insert(List<StoredEvent> events, List<String> hashes) {
        var rows = table(
                        "unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}) with ordinality",
                        val(events.stream().map(StoredEvent::id).toArray(UUID[]::new)),
                        val(events.stream().map(StoredEvent::aggregate).toArray(String[]::new)),
                        val(events.stream().map(StoredEvent::sequence).toArray(Long[]::new)),
                        val(events.stream().map(StoredEvent::type).toArray(String[]::new)),
                        val(events.stream().map(e -> e.time().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new)),
                        val(events.stream().map(StoredEvent::payload).toArray(String[]::new)),
                        val(events.stream().map(StoredEvent::metadata).toArray(String[]::new)),
                        val(hashes.toArray(String[]::new)))
                .as("row", "id", "aggregate", "sequence", "type", "time", "payload", "metadata", "hash", "n");
        var added = InsertEvents.added(sql, rows, "n");
        sql.with(added)
                .insertInto(UNSEQUENCED, UNSEQUENCED.SEQ)
                .select(select(added.field(EVENT.SEQ)).from(added))
                .execute();
    }

    private List<String> hashes(List<StoredEvent> events) {
        var last = new HashMap<String, byte[]>();
        var hashes = new ArrayList<String>();
        for (var event : events) {
            var previous = last.containsKey(event.aggregate()) ? last.get(event.aggregate()) : previous(event);
            var hash = link(previous, event);
            last.put(event.aggregate(), hash);
            hashes.add(HexFormat.of().formatHex(hash));
        }
        return hashes;
    }

    private static byte[] link(byte[] previous, StoredEvent event) {
        return EventChain.link(
                        previous,
                        event.id(),
                        event.type(),
                        event.aggregate(),
                        event.sequence(),
                        event.time(),
                        event.payload(),
                        event.metadata())
                .bytes();
    }

    private byte[] previous(StoredEvent event) {
        if (event.sequence() == 0) {
            return EventChain.START;
        }
        return sql.select(EVENT.HASH)
                .from(EVENT)
                .where(EVENT.AGGREGATE.eq(event.aggregate()), EVENT.SEQUENCE.eq(event.sequence() - 1))
                .fetchOptional(EVENT.HASH)
                .orElseThrow(() -> new LedgerException(StoreProblems.brokenStream(event.aggregate(), event.sequence())));
    }
}
