package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Recomputes every event's hash and follows every chain: a changed, missing or inserted event shows. */
public final class LogVerification {
    private static final int PAGE = 5_000;

    private final DSLContext sql;

    public LogVerification(DSLContext sql) {
        this.sql = sql;
    }

    /** @param breaks in words, in the order found */
    public record Outcome(long events, List<String> breaks) {}

    public Outcome verify() {
        return EventLog.reading(this::walk);
    }

    private Outcome walk() {
        var breaks = new ArrayList<String>();
        long events = 0;
        var aggregate = "";
        long expected = 0;
        long sequence = -1;
        var previous = HashChain.START;
        while (true) {
            var page = page(aggregate, sequence);
            for (var row : page) {
                if (!row.get(EVENT.AGGREGATE).equals(aggregate)) {
                    aggregate = row.get(EVENT.AGGREGATE);
                    expected = 0;
                    previous = HashChain.START;
                }
                sequence = row.get(EVENT.SEQUENCE);
                if (sequence != expected) {
                    breaks.add(aggregate + ": event " + expected + " is missing");
                } else if (!Arrays.equals(HashChain.link(previous, stored(row)), row.get(EVENT.HASH))) {
                    breaks.add(aggregate + ": event " + sequence + " is not what was stored");
                }
                expected = sequence + 1;
                previous = row.get(EVENT.HASH);
                events++;
            }
            if (page.size() < PAGE) {
                return new Outcome(events, List.copyOf(breaks));
            }
        }
    }

    private List<? extends Record> page(String aggregate, long sequence) {
        return sql.select(
                        EVENT.ID, EVENT.AGGREGATE, EVENT.SEQUENCE, EVENT.TYPE, EVENT.TIME, EVENT.PAYLOAD, EVENT.METADATA, EVENT.HASH)
                .from(EVENT)
                .where(DSL.row(EVENT.AGGREGATE, EVENT.SEQUENCE).gt(aggregate, sequence))
                .orderBy(EVENT.AGGREGATE, EVENT.SEQUENCE)
                .limit(PAGE)
                .fetch();
    }

    private static StoredEvent stored(Record row) {
        return new StoredEvent(
                0,
                row.get(EVENT.ID),
                row.get(EVENT.AGGREGATE),
                row.get(EVENT.SEQUENCE),
                row.get(EVENT.TYPE),
                row.get(EVENT.TIME).toInstant(),
                row.get(EVENT.PAYLOAD),
                row.get(EVENT.METADATA));
    }
}
