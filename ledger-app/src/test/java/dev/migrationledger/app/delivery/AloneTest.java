package dev.migrationledger.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.testing.StoreFixture;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the connection that holds the lock: the work's own end is told, and nobody is shut out by it. */
class AloneTest {
    private static final String HOLDERS = "pg_locks where locktype = 'advisory' and granted"
            + " and database = (select oid from pg_database where datname = current_database())";

    private final StoreFixture store = new StoreFixture(3);
    private final Alone alone = new Alone(store.sql, "work");

    @AfterEach
    void close() {
        store.close();
    }

    /** As when the server is restarted, or a firewall forgets a connection that was idle for hours. */
    private String cutOff(String result) {
        assertThat(store.sql.fetch("select pg_terminate_backend(pid, 60000) from " + HOLDERS).getValues(0, Boolean.class)).containsExactly(true);
        return result;
    }

    private int holders() {
        return store.sql.fetchCount(store.sql.selectFrom(HOLDERS));
    }

    @Test
    void whileOneIsAtItNobodyElseIs() {
        assertThat(alone.run(() -> alone.isTaken() + " " + alone.run(() -> "twice"))).contains("true Optional.empty");
        assertThat(alone.isTaken()).isFalse();
    }

    @Test
    void theResultComesThroughThoughTheConnectionWasLost() {
        assertThat(alone.run(() -> cutOff("done"))).contains("done");

        assertThat(alone.run(() -> "again")).contains("again");
        assertThat(holders()).isZero();
    }

    @Test
    void soDoesTheReasonWhyTheWorkFailed() {
        assertThatThrownBy(() -> alone.run(() -> {
                    throw new IllegalStateException(cutOff("the work's own"));
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the work's own");
    }

    /** A statement that the server refuses leaves the session, and with it the lock, as they are. */
    @Test
    void aConnectionThatCannotUnlockDoesNotComeBack() {
        store.sql.execute("create schema broken");
        store.sql.execute("create function broken.pg_advisory_unlock(bigint) returns boolean language plpgsql"
                + " as $$ begin raise 'no memory' using errcode = '53200'; end $$");
        store.sql.execute("alter database " + store.database + " set search_path = broken, pg_catalog, public");
        store.pool.getHikariPoolMXBean().softEvictConnections();

        assertThat(alone.run(() -> "done")).isEqualTo(Optional.of("done"));

        assertThat(holders()).isZero();
        assertThat(alone.run(() -> "again")).contains("again");
    }
}
