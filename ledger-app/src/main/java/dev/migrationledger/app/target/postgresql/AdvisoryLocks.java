package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_LOCKS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_STAT_ACTIVITY;

import dev.migrationledger.core.target.LockHolder;
import java.security.SecureRandom;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The ledger's session locks in one database; advisory locks are per database, so the same keys serve all. */
record AdvisoryLocks(DSLContext sql) {
    static final int EXECUTOR = 1;

    static final int OPERATION = 2;

    /** Shared by the connections of a project's own tool, so that who wants it alone knows whether any is left. */
    static final int TOOLS = 3;

    /** "MLDG" in ASCII. */
    private static final int CLASS = 0x4D4C4447;

    /** "MLDT". */
    private static final int TOKENS = 0x4D4C4454;

    /** Advisory locks with two keys say so here (manual, pg_locks). */
    private static final short TWO_KEYS = 2;

    private static final String GRANTED = "pg_catalog.pg_locks where locktype = 'advisory' and granted and objsubid = "
            + TWO_KEYS
            + " and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())";

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

    /** Asked on another connection: whether this very session, in the same database, holds the key. */
    static String heldBy(int session, int key) {
        return held(CLASS, key) + " and pid = " + session + ")";
    }

    /** Takes a key that nobody else has, anywhere. @return asked on another connection, whether that is this database */
    String takeToken() {
        int token = new SecureRandom().nextInt(Integer.MAX_VALUE);
        sql.fetch("select pg_catalog.pg_advisory_lock({0}, {1})", DSL.inline(TOKENS), DSL.inline(token));
        return held(TOKENS, token) + ")";
    }

    private static String held(int keyClass, int key) {
        return "select exists (select from " + GRANTED + " and classid = " + keyClass + " and objid = " + key;
    }

    static String tryShare(int key) {
        return "select pg_catalog.pg_try_advisory_lock_shared(" + CLASS + ", " + key + ")";
    }

    /** Ends the sessions that hold it, as far as this user may. */
    void terminate(int key) {
        sql.fetch("select pg_catalog.pg_terminate_backend(pid) from " + GRANTED + " and classid = " + CLASS
                + " and objid = " + key);
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
