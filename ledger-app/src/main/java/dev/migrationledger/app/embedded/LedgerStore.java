package dev.migrationledger.app.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The ledger's own store, open and at this version's schema. */
public final class LedgerStore implements AutoCloseable {
    private static final String DATABASE = "ledger";
    private static final int CONNECTIONS = 10;
    private static final long PATIENCE_MILLIS = 20_000;

    /** The driver warns of a URL that it cannot read by repeating it, password and all; what it throws says enough. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    /** {@code transaction_timeout} exists from PostgreSQL 17 on; before, an idle transaction at least is ended. */
    private static final String BEFORE_USE =
            """
            do $$ begin
                perform set_config('idle_in_transaction_session_timeout', '60s', false);
                if current_setting('server_version_num')::int >= 170000 then
                    perform set_config('transaction_timeout', '120s', false);
                end if;
            end $$""";

    private final HikariDataSource pool;
    private final Optional<EmbeddedServer> server;

    private LedgerStore(HikariDataSource pool, Optional<EmbeddedServer> server) {
        this.pool = pool;
        this.server = server;
    }

    /** Opens the external store where there is one, else the embedded one of the data directory. */
    public static LedgerStore open(StoreSettings settings) {
        if (settings.external().isPresent()) {
            var external = settings.external().get();
            return ready(pool(external(external)), address(external), Optional.empty());
        }
        var server = EmbeddedServer.open(settings.dataDirectory());
        try {
            ensureDatabase(server);
            return ready(pool(server.dataSource(DATABASE)), server.address(DATABASE), Optional.of(server));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static LedgerStore ready(HikariDataSource pool, TargetAddress address, Optional<EmbeddedServer> server) {
        try {
            StoreSchema.upgrade(pool, address);
            return new LedgerStore(pool, server);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Two processes may start at once: who comes second finds it made. */
    private static void ensureDatabase(EmbeddedServer server) {
        try (var connection = server.dataSource("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");
            if (!server.hasDatabase(DATABASE)) {
                server.createDatabase(DATABASE);
            }
        } catch (SQLException e) {
            throw EmbeddedProblems.notReached("embedded", e);
        }
    }

    private static DataSource external(StoreSettings.External external) {
        var source = new PGSimpleDataSource();
        try {
            source.setUrl(external.url());
        } catch (IllegalArgumentException e) {
            throw EmbeddedProblems.notReached("LEDGER_STORE_URL is no jdbc:postgresql URL", e);
        }
        if (!external.user().isEmpty()) {
            source.setUser(external.user());
            source.setPassword(external.password());
        }
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** The same server in typed fields, as the executor wants it. */
    private static TargetAddress address(StoreSettings.External external) {
        var properties = Driver.parseURL(external.url(), new Properties());
        if (properties == null) {
            throw EmbeddedProblems.notReached("LEDGER_STORE_URL is no jdbc:postgresql URL", new IllegalArgumentException());
        }
        return new TargetAddress(
                "postgresql",
                PGProperty.PG_HOST.getOrDefault(properties).split(",")[0],
                Integer.parseInt(PGProperty.PG_PORT.getOrDefault(properties).split(",")[0]),
                PGProperty.PG_DBNAME.getOrDefault(properties),
                external.user(),
                Optional.of(external.password()),
                Optional.empty(),
                Optional.ofNullable(PGProperty.SSL_MODE.getOrDefault(properties))
                        .map(mode -> Map.of("sslmode", mode))
                        .orElse(Map.of()));
    }

    private static HikariDataSource pool(DataSource source) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("ledger-store");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setConnectionInitSql(BEFORE_USE);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException | IllegalArgumentException e) {
            throw EmbeddedProblems.notReached("external", e);
        }
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Empty with an external store. */
    public Optional<EmbeddedServer> server() {
        return server;
    }

    @Override
    public void close() {
        pool.close();
        server.ifPresent(EmbeddedServer::close);
    }
}
