package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrationledger.app.config.KafkaConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A publisher in this process, which is killed by closing all its connections at one moment, to the store and to Kafka,
 * and never letting it have another: what others see of a process that dies.
 */
final class CutOffPublisher implements Life {
    private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

    private final Wires wires;
    private final HikariDataSource pool;
    private final KafkaStream stream;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean dead;
    private volatile @Nullable RuntimeException failure;

    CutOffPublisher(PGSimpleDataSource store, KafkaConfig config) {
        wires = new Wires(store);
        pool = Life.pool(wires);
        pool.setConnectionTimeout(250);
        stream = Life.stream(pool, config);
        thread = Thread.ofPlatform().daemon().name("publisher").start(this::run);
    }

    /** As {@code ledger serve} does: what fails is tried again. */
    private void run() {
        while (!dead) {
            try {
                if (stream.catchUp().isPresent()) {
                    ready.countDown();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    @Override
    public void awaitReady() throws InterruptedException {
        assertThat(ready.await(120, TimeUnit.SECONDS)).as("ready; last failure: %s", failure).isTrue();
    }

    @Override
    public void close() throws InterruptedException {
        dead = true;
        wires.cut();
        stream.close();
        thread.join();
        pool.close();
    }

    /** Connections to the store that can all be torn at once. */
    private static final class Wires extends PGSimpleDataSource {
        private static final long serialVersionUID = 1;
        private final transient Set<Connection> open = ConcurrentHashMap.newKeySet();
        private transient volatile boolean cut;

        Wires(PGSimpleDataSource like) {
            setUrl(like.getUrl());
            setUser(like.getUser());
            setPassword(like.getPassword());
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cut) {
                throw new SQLException("cut off", "08006");
            }
            var connection = super.getConnection();
            open.add(connection);
            if (cut) {
                connection.abort(Runnable::run);
            }
            return connection;
        }

        void cut() {
            cut = true;
            open.forEach(connection -> {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
