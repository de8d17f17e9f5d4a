package dev.migrationledger.app.stream;

import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Hands the log to one consumer, in its order, from where its subscription stopped. An event is handed over again only
 * when whoever had it died, or lost the store, before the position was saved. Of several processes that follow the same
 * subscription one at a time hands over; when it dies the next goes on at once, for a session lock dies with its session.
 */
public final class Follower {
    private final DSLContext sql;
    private final EventLog log;
    private final String name;

    Follower(DSLContext sql, EventLog log, String name) {
        this.sql = sql;
        this.log = log;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Of the last event that was acknowledged; 0 before the first. */
    public long position() {
        return new SavedPosition(sql, name).get();
    }

    /**
     * Hands over all that was committed before the call.
     *
     * @return events that were acknowledged; empty when another process is handing them over
     * @throws LedgerException LDG910 when the log lacks an event, LDG603 when the store fails; and whatever the consumer
     *     throws
     */
    public OptionalLong catchUp(EventConsumer consumer) {
        return catchUp(consumer, new Interruption());
    }

    /** As {@link #catchUp(EventConsumer)}, but nothing more is handed over once it is told to stop. */
    public OptionalLong catchUp(EventConsumer consumer, Interruption stop) {
        if (position() >= log.head()) {
            return OptionalLong.of(0);
        }
        return Subscriptions.querying(() -> sql.connectionResult(connection -> {
            var session = DSL.using(connection, SQLDialect.POSTGRES);
            if (!lock(session, "pg_try_advisory_lock")) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(handOver(session, consumer, stop));
            } finally {
                lock(session, "pg_advisory_unlock");
            }
        }));
    }

    /**
     * Hands over all there is and all that comes, until it is told to stop. What goes wrong is tried again, with longer
     * and longer pauses; nothing is passed over.
     *
     * @param trouble hears of each failure
     */
    public void follow(EventConsumer consumer, Interruption stop, Consumer<RuntimeException> trouble) {
        Persistently.run(() -> catchUp(consumer, stop), stop, trouble);
    }

    private long handOver(DSLContext session, EventConsumer consumer, Interruption stop) {
        long head = log.head();
        long handedOver = 0;
        var saved = new SavedPosition(session, name);
        long position = saved.get();
        while (position < head && !stop.requested()) {
            var events = log.after(position, consumer.atOnce());
            requireWhole(events, position);
            consumer.accept(events);
            handedOver += events.size();
            saved.move(position, events.getLast().position());
            // Elsewhere, if someone else could move it because the lock was lost.
            position = saved.get();
        }
        return handedOver;
    }

    private boolean lock(DSLContext session, String function) {
        Field<Long> key = DSL.function(
                "hashtextextended", SQLDataType.BIGINT, DSL.val("subscription " + name), DSL.inline(0L));
        return session.select(DSL.function(function, SQLDataType.BOOLEAN, key)).fetchSingle().value1();
    }

    private void requireWhole(List<StoredEvent> events, long after) {
        long expected = after + 1;
        for (var event : events) {
            if (event.position() != expected) {
                throw missing(expected);
            }
            expected++;
        }
        if (events.isEmpty()) {
            throw missing(expected);
        }
    }

    private LedgerException missing(long position) {
        return new LedgerException(new Problem(
                "LDG910",
                Exit.FAILED,
                "subscription " + name + " stops before event " + position + ", which the log no longer holds",
                "`ledger audit verify` tells what was changed; restore the store from a backup"));
    }
}
