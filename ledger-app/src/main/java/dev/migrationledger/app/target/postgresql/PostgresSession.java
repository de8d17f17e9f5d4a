package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.migration_ledger.Tables.IDENTITY;

import dev.migrationledger.app.target.tracker.OwnTables;
import dev.migrationledger.app.target.tracker.RecordedSession;
import dev.migrationledger.app.target.tracker.TrackerTable;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.Judgement;
import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.ToolAccess;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/** The port to PostgreSQL, on one connection in simple query mode: what is sent is what was written. */
final class PostgresSession extends RecordedSession {
    private final TargetAddress address;
    private final Connection connection;
    private final SessionOptions options;
    private final int version;
    private final DSLContext sql;
    private final OwnTables own;
    private final AdvisoryLocks locks;
    private final PostgresTarget looking;
    private final LockWatch watch;
    private final int backend;
    private volatile Optional<Statement> running = Optional.empty();
    private boolean holdsKeys;
    private volatile boolean cancelled;

    private PostgresSession(Connection connection, TargetAddress address, SessionOptions options) throws SQLException {
        this.address = address;
        this.connection = connection;
        this.options = options;
        this.version = connection.getMetaData().getDatabaseMajorVersion();
        this.sql = DSL.using(connection, SQLDialect.POSTGRES);
        this.own = new OwnTables(sql, IDENTITY.HEADS);
        this.locks = new AdvisoryLocks(sql);
        this.looking = PostgresTarget.of(address, connection);
        this.backend = connection.unwrap(PGConnection.class).getBackendPID();
        this.watch = new LockWatch(address, backend, options.lockTimeout());
    }

    /** @param connection in simple query mode; closed with the session */
    static PostgresSession on(Connection connection, TargetAddress address, SessionOptions options) {
        try {
            var session = new PostgresSession(connection, address, options);
            session.send(SessionSettings.apply(options, session.version));
            return session;
        } catch (SQLException e) {
            throw new LedgerException(PostgresProblems.connecting(address, e), e);
        } catch (StatementFailed e) {
            throw new LedgerException(
                    PostgresProblems.unexplained(address, String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    protected Target looking() {
        return looking;
    }

    @Override
    protected DSLContext sql() {
        return sql;
    }

    @Override
    protected OwnTables own() {
        return own;
    }

    @Override
    protected boolean hasOwnTables() {
        return PostgresTrackers.hasOurs(sql);
    }

    @Override
    protected List<TrackerTable> trackersOfOthers() {
        return PostgresTrackers.ofOthers(sql);
    }

    @Override
    protected <T> T asked(Supplier<T> work) {
        return run(work::get);
    }

    @Override
    public void prepare() {
        try {
            if (!ask(() -> PostgresTrackers.hasOurs(sql))) {
                begin();
                send(OwnTables.script("/target/0001_marker.sql"));
                commit();
            }
        } catch (StatementFailed e) {
            rollback();
            // Another session was quicker: duplicate table, schema, object or key.
            if (!Set.of("42P07", "42P06", "42710", "23505").contains(e.failure().sqlState()) || !ask(() -> PostgresTrackers.hasOurs(sql))) {
                throw e;
            }
        }
    }

    @Override
    public boolean tryLock() {
        return tryKey(AdvisoryLocks.EXECUTOR);
    }

    @Override
    public void unlock() {
        ask(() -> locks.release(AdvisoryLocks.EXECUTOR));
    }

    @Override
    public List<LockHolder> lockHolders() {
        return ask(() -> locks.holders(AdvisoryLocks.EXECUTOR));
    }

    @Override
    public boolean tryReserve() {
        return tryKey(AdvisoryLocks.OPERATION);
    }

    @Override
    public List<LockHolder> reservedBy() {
        return ask(() -> locks.holders(AdvisoryLocks.OPERATION));
    }

    private boolean tryKey(int key) {
        holdsKeys = true;
        return ask(() -> locks.tryTake(key));
    }

    @Override
    public void begin() {
        run(() -> {
            connection.setAutoCommit(false);
            return true;
        });
    }

    @Override
    public void commit() {
        run(() -> {
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            closeQuietly();
        }
    }

    @Override
    public boolean inTransaction() {
        try {
            return !connection.isClosed() && !connection.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String transactionId() {
        return ask(() -> sql.fetchValue(DSL.field("cast(pg_catalog.txid_current() as text)", String.class)));
    }

    @Override
    public void execute(String text) {
        send(text);
    }

    @Override
    public void copyIn(String text, String data) {
        run(() -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(text, new StringReader(data));
            } catch (IOException e) {
                throw new SQLException("the connection broke while data was copied", "08006", e);
            }
        });
    }

    @Override
    public boolean isTrue(String query) {
        return run(() -> {
            try (var statement = statement(); var result = statement.executeQuery(query)) {
                if (!result.next()) {
                    return false;
                }
                var answer = result.getBoolean(1);
                return answer && !result.wasNull();
            }
        });
    }

    @Override
    public void restoreSettings() {
        send(SessionSettings.restore(options, version));
    }

    @Override
    public Judgement judge(String statement) {
        return ask(() -> new StatementJudge(sql).judge(statement));
    }

    @Override
    public ChunkAccess chunks() {
        return new PostgresChunks(sql, own, connection, this::run);
    }

    @Override
    public ToolAccess toolAccess() {
        return new PostgresTools(this::run, locks, backend, options, version);
    }

    @Override
    public boolean isAlive() {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The server is gone or cannot be asked: what runs fails by itself.
            running.ifPresent(_ -> closeQuietly());
        }
    }

    /** Lets go of its keys first: the server ends a session some time after its client, and who comes next would wait. */
    @Override
    public void close() {
        watch.close();
        try {
            if (holdsKeys && !connection.isClosed()) {
                locks.releaseAll();
            }
        } catch (SQLException | DataAccessException e) {
            holdsKeys = false;
        }
        closeQuietly();
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            // A connection that cannot be closed is as gone as one that can.
            running = Optional.empty();
        }
    }

    private void send(String text) {
        run(() -> {
            try (var statement = statement()) {
                running = Optional.of(statement);
                return statement.execute(text);
            } finally {
                running = Optional.empty();
            }
        });
    }

    private Statement statement() throws SQLException {
        var statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }

    private <T> T ask(ServerFailures.Work<T> work) {
        return run(work);
    }

    private <T> T run(ServerFailures.Work<T> work) {
        return ServerFailures.typed(
                !options.statementTimeout().isZero(), () -> cancelled, watch::seen, () -> watch.during(work));
    }
}
