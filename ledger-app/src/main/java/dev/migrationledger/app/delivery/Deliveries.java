package dev.migrationledger.app.delivery;

import static dev.migrationledger.app.jooq.ledger.Tables.DELIVERY;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import dev.migrationledger.app.eventstore.StoreProblems;
import dev.migrationledger.app.jooq.ledger.tables.records.DeliveryRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** What is to be told, and what became of it. What is here survives every process. */
public final class Deliveries {
    private final DSLContext sql;

    public Deliveries(DSLContext sql) {
        this.sql = sql;
    }

    /** All or none, in this order; those with an id that is known are not added again. */
    public void add(Collection<Delivery> deliveries) {
        if (!deliveries.isEmpty()) {
            querying(() -> sql.batch(deliveries.stream()
                            .map(one -> sql.insertInto(DELIVERY).set(row(one)).onConflict(DELIVERY.ID).doNothing())
                            .toList())
                    .execute());
        }
    }

    /**
     * Those whose time has come and before whom nothing of the same channel and subject waits; oldest first.
     *
     * @param away channels to leave alone
     */
    List<Delivery> due(Instant now, Collection<String> away, int limit) {
        var earlier = DELIVERY.as("earlier");
        return querying(() -> sql.selectFrom(DELIVERY)
                .where(DELIVERY.STATUS.eq(Delivery.Status.WAITING.label()), DELIVERY.NEXT_TRY.le(now.atOffset(ZoneOffset.UTC)))
                .and(DELIVERY.CHANNEL.notIn(away))
                .andNotExists(sql.selectOne()
                        .from(earlier)
                        .where(earlier.CHANNEL.eq(DELIVERY.CHANNEL),
                                earlier.SUBJECT.eq(DELIVERY.SUBJECT),
                                earlier.STATUS.eq(Delivery.Status.WAITING.label()),
                                earlier.SEQ.lt(DELIVERY.SEQ)))
                .orderBy(DELIVERY.SEQ)
                .limit(limit)
                .fetch(Deliveries::delivery));
    }

    /** The newest of each subject of a channel, sorted by subject. */
    public List<Delivery> newest(String channel) {
        return querying(() -> sql.select(DELIVERY.fields())
                .distinctOn(DELIVERY.SUBJECT)
                .from(DELIVERY)
                .where(DELIVERY.CHANNEL.eq(channel))
                .orderBy(DELIVERY.SUBJECT, DELIVERY.SEQ.desc())
                .fetchInto(DELIVERY)
                .map(Deliveries::delivery));
    }

    /**
     * Forgets what was delivered and made before a moment. What waits or was given up stays, and the newest of each channel
     * and subject too where it is of the kind that tells how things stand.
     *
     * @param open the kind after which something is open; of other kinds the last of a subject goes once all before it are
     *     gone
     * @return how many
     */
    public int prune(Instant before, String open) {
        var other = DELIVERY.as("other");
        var ofSubject = other.CHANNEL.eq(DELIVERY.CHANNEL).and(other.SUBJECT.eq(DELIVERY.SUBJECT));
        return querying(() -> sql.deleteFrom(DELIVERY)
                .where(DELIVERY.STATUS.eq(Delivery.Status.DELIVERED.label()), DELIVERY.MADE_AT.lt(before.atOffset(ZoneOffset.UTC)))
                .and(exists(selectOne().from(other).where(ofSubject, other.SEQ.gt(DELIVERY.SEQ)))
                        .or(DELIVERY.KIND.ne(open)
                                .andNotExists(selectOne().from(other).where(ofSubject, other.SEQ.lt(DELIVERY.SEQ)))))
                .execute());
    }

    /** Waiting and given up, oldest first. */
    public List<Delivery> undelivered() {
        return querying(() -> sql.selectFrom(DELIVERY)
                .where(DELIVERY.STATUS.ne(Delivery.Status.DELIVERED.label()))
                .orderBy(DELIVERY.SEQ)
                .fetch(Deliveries::delivery));
    }

    /** Lets those that were given up be tried again from the start. @return how many */
    public int revive(Instant now) {
        return querying(() -> sql.update(DELIVERY)
                .set(DELIVERY.STATUS, Delivery.Status.WAITING.label())
                .set(DELIVERY.TRIES, 0)
                .set(DELIVERY.NEXT_TRY, now.atOffset(ZoneOffset.UTC))
                .where(DELIVERY.STATUS.eq(Delivery.Status.DEAD.label()))
                .execute());
    }

    void delivered(UUID id) {
        querying(() -> sql.update(DELIVERY)
                .set(DELIVERY.STATUS, Delivery.Status.DELIVERED.label())
                .set(DELIVERY.TRIES, DELIVERY.TRIES.plus(1))
                .set(DELIVERY.ERROR, "")
                .where(DELIVERY.ID.eq(id))
                .execute());
    }

    /** @param again when it is tried again; empty: never */
    void failed(UUID id, String why, Optional<Instant> again) {
        querying(() -> sql.update(DELIVERY)
                .set(DELIVERY.STATUS, (again.isPresent() ? Delivery.Status.WAITING : Delivery.Status.DEAD).label())
                .set(DELIVERY.TRIES, DELIVERY.TRIES.plus(1))
                .set(DELIVERY.NEXT_TRY, again.<Field<OffsetDateTime>>map(at -> DSL.val(at.atOffset(ZoneOffset.UTC)))
                        .orElse(DELIVERY.NEXT_TRY))
                .set(DELIVERY.ERROR, why)
                .where(DELIVERY.ID.eq(id))
                .execute());
    }

    private static DeliveryRecord row(Delivery one) {
        var row = DELIVERY.newRecord();
        row.setId(one.id());
        row.setChannel(one.channel());
        row.setSubject(one.subject());
        row.setKind(one.kind());
        row.setBody(one.body());
        row.setMadeAt(one.made().atOffset(ZoneOffset.UTC));
        row.setStatus(one.status().label());
        row.setTries(one.tries());
        row.setNextTry(one.nextTry().atOffset(ZoneOffset.UTC));
        row.setError(one.error());
        return row;
    }

    private static Delivery delivery(DeliveryRecord row) {
        return new Delivery(
                row.getId(),
                row.getChannel(),
                row.getSubject(),
                row.getKind(),
                row.getBody(),
                row.getMadeAt().toInstant(),
                Delivery.Status.valueOf(row.getStatus().toUpperCase(Locale.ROOT)),
                row.getTries(),
                row.getNextTry().toInstant(),
                row.getError());
    }

    private static <T> T querying(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw StoreProblems.failed("keeping what is to be told", e);
        }
    }
}
