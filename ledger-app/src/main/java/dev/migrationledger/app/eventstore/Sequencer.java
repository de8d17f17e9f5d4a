package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static dev.migrationledger.app.jooq.ledger.Tables.LOG_HEAD;
import static dev.migrationledger.app.jooq.ledger.Tables.UNSEQUENCED;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;

/**
 * Gives every committed event its place in the one order. Run by whoever reads: an event committed late, however late,
 * simply gets a later position, so there is no gap to wait for and none to give up on.
 */
public final class Sequencer {
    private final DSLContext sql;

    /** @param sql outside of any surrounding transaction, so that positions are visible as soon as they are given */
    public Sequencer(DSLContext sql) {
        this.sql = sql;
    }

    /** Positions all events committed so far; cheap when there are none. @return the last position given out, ever */
    public long sequence() {
        try {
            return sql.fetchExists(UNSEQUENCED) ? give() : sql.select(LOG_HEAD.POSITION).from(LOG_HEAD).fetchSingle(LOG_HEAD.POSITION);
        } catch (DataAccessException e) {
            throw StoreProblems.failed("ordering events", e);
        }
    }

    /** The second statement's snapshot is taken after the lock, so it sees all that the former holder had left. */
    private long give() {
        return sql.transactionResult(tx -> {
            var dsl = tx.dsl();
            long head = dsl.select(LOG_HEAD.POSITION).from(LOG_HEAD).forUpdate().fetchSingle(LOG_HEAD.POSITION);
            var taken = name("taken")
                    .as(dsl.deleteFrom(UNSEQUENCED).returning(UNSEQUENCED.SEQ));
            var seq = taken.field(UNSEQUENCED.SEQ);
            var placed = name("placed")
                    .as(dsl.insertInto(EVENT_POSITION, EVENT_POSITION.POSITION, EVENT_POSITION.SEQ)
                            .select(select(rowNumber().over().orderBy(seq).cast(SQLDataType.BIGINT).plus(head), seq)
                                    .from(taken))
                            .returning(EVENT_POSITION.POSITION));
            int given = dsl.with(taken).with(placed).select(count()).from(placed).fetchSingle(0, int.class);
            if (given > 0) {
                dsl.update(LOG_HEAD).set(LOG_HEAD.POSITION, head + given).execute();
            }
            return head + given;
        });
    }
}
