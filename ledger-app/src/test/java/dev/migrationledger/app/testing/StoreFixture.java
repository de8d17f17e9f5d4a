package dev.migrationledger.app.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrationledger.app.axon.AxonParts;
import dev.migrationledger.app.embedded.EmbeddedServer;
import dev.migrationledger.app.embedded.StoreSchema;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.Sequencer;
import dev.migrationledger.app.projection.Databases;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An empty store in a database of its own, with all that hangs on it. */
public final class StoreFixture implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** One for all tests of this process. */
    private static final EmbeddedServer SERVER = EmbeddedServer.open(Path.of("target", "test-store"));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }

    public final EmbeddedServer server = SERVER;
    public final String database = "store_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    public final HikariDataSource pool;
    public final DSLContext sql;
    public final DSLContext joining;
    public final JdbcTransactionManager transactions;
    public final EventCodec codec = new EventCodec();
    public final EventLog log;
    public final AxonParts axon;
    public final Databases databases;

    public StoreFixture(int connections) {
        server.createDatabase(database);
        var config = new HikariConfig();
        config.setDataSource(server.dataSource(database));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
        StoreSchema.upgrade(pool, server.address(database));
        sql = DSL.using(pool, SQLDialect.POSTGRES);
        joining = DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES);
        transactions = new JdbcTransactionManager(pool);
        log = new EventLog(sql, new Sequencer(sql));
        axon = new AxonParts(transactions, joining, log, codec);
        databases = new Databases(sql, log, codec);
    }

    @Override
    public void close() {
        axon.close();
        pool.close();
        server.dropDatabase(database);
    }
}
