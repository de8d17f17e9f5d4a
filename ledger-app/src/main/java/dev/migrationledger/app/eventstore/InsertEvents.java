package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Table;

/** The insert of many events at once, as the first part of a statement that goes on with what the store named them. */
final class InsertEvents {
    private InsertEvents() {}

    /**
     * @param rows  called {@code row}, its columns called as those of {@code event}; {@code hash} as hexadecimal digits
     * @param order the column that events are inserted in the order of
     * @return called {@code added}: {@code seq} and {@code id} of each
     */
    static CommonTableExpression<Record2<Long, UUID>> added(DSLContext sql, Table<?> rows, String order) {
        return name("added")
                .as(sql.insertInto(
                                EVENT,
                                EVENT.ID,
                                EVENT.AGGREGATE,
                                EVENT.SEQUENCE,
                                EVENT.TYPE,
                                EVENT.TIME,
                                EVENT.PAYLOAD,
                                EVENT.METADATA,
                                EVENT.HASH)
                        .select(select(
                                        field(name("row", "id"), UUID.class),
                                        field(name("row", "aggregate"), String.class),
                                        field(name("row", "sequence"), Long.class),
                                        field(name("row", "type"), String.class),
                                        field(name("row", "time"), OffsetDateTime.class),
                                        field(name("row", "payload"), String.class),
                                        field(name("row", "metadata"), String.class),
                                        field("decode({0}, 'hex')", byte[].class, field(name("row", "hash"))))
                                .from(rows)
                                .orderBy(field(name("row", order))))
                        .returningResult(EVENT.SEQ, EVENT.ID));
    }
}
