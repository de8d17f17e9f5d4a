package dev.migrationledger.app.delivery;

import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Work that one process of all on the same store does at a time: its session lock dies with its session. */
public final class Alone {
    private final DSLContext sql;
    private final String name;

    /** @param sql outside of any transaction; @param name of the work, the same everywhere */
    public Alone(DSLContext sql, String name) {
        this.sql = sql;
        this.name = name;
    }

    /** @return empty when another process is at it */
    public <T> Optional<T> run(Supplier<T> work) {
        return sql.connectionResult(connection -> {
            var session = DSL.using(connection, SQLDialect.POSTGRES);
            if (!call(session, "pg_try_advisory_lock")) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                release(session);
            }
        });
    }

    /** Whether a process is at it. The two halves of a key are told apart in {@code pg_locks} (manual, section 53.13). */
    public boolean isTaken() {
        var halves = DSL.field("(classid::bigint << 32) | objid::bigint", Long.class);
        return sql.fetchExists(DSL.selectOne()
                .from(DSL.table(DSL.name("pg_catalog", "pg_locks")))
                .where(
                        DSL.field(DSL.name("locktype"), String.class).eq("advisory"),
                        DSL.condition("database = (select oid from pg_catalog.pg_database where datname = current_database())"),
                        DSL.field(DSL.name("objsubid"), Integer.class).eq(1),
                        halves.eq(key())));
    }

    /** Whatever it answers, the work is done: a connection that cannot unlock is ended, and the lock with it. */
    private void release(DSLContext session) {
        try {
            call(session, "pg_advisory_unlock");
        } catch (DataAccessException _) {
            end(session);
        }
    }

    /** The server ends it; the pool, which learns that from the answer, does not lend it again. */
    private static void end(DSLContext session) {
        try {
            session.selectOne()
                    .where(DSL.condition("pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())"))
                    .execute();
        } catch (DataAccessException _) {
            // As was meant.
        }
    }

    private boolean call(DSLContext session, String function) {
        return session.select(DSL.function(function, SQLDataType.BOOLEAN, key())).fetchSingle().value1();
    }

    private Field<Long> key() {
        return DSL.function("hashtextextended", SQLDataType.BIGINT, DSL.val("alone " + name), DSL.inline(0L));
    }
}
