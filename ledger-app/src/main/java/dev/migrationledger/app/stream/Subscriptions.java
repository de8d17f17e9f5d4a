package dev.migrationledger.app.stream;

import static dev.migrationledger.app.jooq.ledger.Tables.SUBSCRIPTION;

import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoreProblems;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** How far each consumer of the log has come. What is saved here survives every process. */
public final class Subscriptions {
    private final DSLContext sql;
    private final EventLog log;

    /** @param sql outside of any surrounding transaction */
    public Subscriptions(DSLContext sql, EventLog log) {
        this.sql = sql;
        this.log = log;
    }

    /** Where a subscription begins that was never seen before. */
    public enum Start {
        /** With the whole history. */
        FIRST_EVENT,
        /** With what is appended from now on. */
        NEXT_EVENT
    }

    /**
     * A subscription as it stands.
     *
     * @param position of the last event that was acknowledged; 0 before the first
     * @param behind   events of the log that are not acknowledged yet
     * @param updated  when the position was last saved
     */
    public record Standing(String name, long position, long behind, Instant updated) {}

    /** The follower of a subscription, which begins now if it is new. @param start where a new one begins */
    public Follower follower(String name, Start start) {
        begin(name, switch (start) {
            case FIRST_EVENT -> 0L;
            case NEXT_EVENT -> log.head();
        });
        return new Follower(sql, log, name);
    }

    /** A position for a consumer that finds what it needs by itself; 0 if it is new. */
    public SavedPosition position(String name) {
        begin(name, 0);
        return new SavedPosition(sql, name);
    }

    private void begin(String name, long position) {
        querying(() -> sql.insertInto(SUBSCRIPTION, SUBSCRIPTION.NAME, SUBSCRIPTION.POSITION, SUBSCRIPTION.UPDATED_AT)
                .values(DSL.val(name), DSL.val(position), DSL.currentOffsetDateTime())
                .onConflictDoNothing()
                .execute());
    }

    /** All that ever began, sorted by name. */
    public List<Standing> all() {
        long head = log.head();
        return querying(() -> sql.selectFrom(SUBSCRIPTION)
                .orderBy(SUBSCRIPTION.NAME)
                .fetch(row -> new Standing(
                        row.getName(),
                        row.getPosition(),
                        head - row.getPosition(),
                        row.getUpdatedAt().toInstant())));
    }

    static <T> T querying(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw StoreProblems.failed("following the log", e);
        }
    }
}
