package dev.migrationledger.app.stream;

import static dev.migrationledger.app.jooq.ledger.Tables.SUBSCRIPTION;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** How far one subscription has come, in the store. */
public final class SavedPosition {
    private final DSLContext sql;
    private final String name;

    SavedPosition(DSLContext sql, String name) {
        this.sql = sql;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** 0 before the first. */
    public long get() {
        return Subscriptions.querying(() -> sql.select(SUBSCRIPTION.POSITION)
                .from(SUBSCRIPTION)
                .where(SUBSCRIPTION.NAME.eq(name))
                .fetchSingle(SUBSCRIPTION.POSITION));
    }

    /** Does nothing when somebody else moved it meanwhile. */
    public void move(long from, long to) {
        Subscriptions.querying(() -> sql.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.POSITION, to)
                .set(SUBSCRIPTION.UPDATED_AT, DSL.currentOffsetDateTime())
                .where(SUBSCRIPTION.NAME.eq(name), SUBSCRIPTION.POSITION.eq(from))
                .execute());
    }
}
