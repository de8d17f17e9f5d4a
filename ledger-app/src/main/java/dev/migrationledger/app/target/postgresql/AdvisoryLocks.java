package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_LOCKS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_STAT_ACTIVITY;

import dev.migrationledger.core.target.LockHolder;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The ledger's session locks in one database; advisory locks are per database, so the same keys serve all. */
record AdvisoryLocks(DSLContext sql) {
    static final int EXECUTOR = 1;

    static final int OPERATION = 2;

    /** "MLDG" in ASCII. */
    private static final int CLASS = 0x4D4C4447;

    /** Advisory locks with two keys say so here (manual, pg_locks). */
    private static final short TWO_KEYS = 2;

    boolean tryTake(int key) {
        return Boolean.TRUE.equals(sql.fetchValue(DSL.field(
                "pg_catalog.pg_try_advisory_lock({0}, {1})", Boolean.class, DSL.inline(CLASS), DSL.inline(key))));
    }

    boolean release(int key) {
        return Boolean.TRUE.equals(sql.fetchValue(DSL.field(
                "pg_catalog.pg_advisory_unlock({0}, {1})", Boolean.class, DSL.inline(CLASS), DSL.inline(key))));
    }

    void releaseAll() {
        sql.fetchValue(DSL.field("pg_catalog.pg_advisory_unlock_all()"));
    }

    List<LockHolder> holders(int key) {
        return LockWatch.holders(
                sql,
                PG_STAT_ACTIVITY.PID.in(DSL.select(PG_LOCKS.PID)
                        .from(PG_LOCKS)
                        .where(PG_LOCKS.LOCKTYPE.eq("advisory"))
                        .and(PG_LOCKS.GRANTED)
                        .and(PG_LOCKS.CLASSID.eq(DSL.inline((long) CLASS)))
                        .and(PG_LOCKS.OBJID.eq(DSL.inline((long) key)))
                        .and(PG_LOCKS.OBJSUBID.eq(DSL.inline(TWO_KEYS)))
                        .and(DSL.condition(
                                "{0} = (select oid from pg_catalog.pg_database where datname = current_database())",
                                PG_LOCKS.DATABASE))));
    }
}
