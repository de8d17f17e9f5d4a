package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.app.target.tracker.OwnTables;
import dev.migrationledger.app.target.tracker.RecordedSession;
import dev.migrationledger.app.target.tracker.TrackerTable;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.Judgement;
import dev.migrationledger.core.target.LockHolder;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * The port to a SQLite file. A transaction is BEGIN IMMEDIATE: it waits for other writers at its beginning, for the lock
 * timeout at most, and never in its middle.
 */
final class SqliteSession extends RecordedSession {
    private final SqliteStatements statements;
    private final DSLContext sql;
    private final OwnTables own;
    private final SqliteTarget looking;
    private final SessionKeys keys;
    private final ForeignKeys foreignKeys;
    private final SessionOptions options;
    private boolean open;
    private boolean written;

    /** @param connection closed with the session */
    SqliteSession(Connection connection, TargetAddress address, SessionOptions options) {
        var file = SqliteConnections.file(address);
        this.options = options;
        this.statements = new SqliteStatements(connection, file, options);
        this.sql = DSL.using(connection, SQLDialect.SQLITE);
        this.own = SqliteOwn.in(sql);
        this.looking = new SqliteTarget(address, connection);
        this.keys = new SessionKeys(file);
        this.foreignKeys = new ForeignKeys(connection);
        statements.send("pragma synchronous = full");
        statements.send(SqliteStatements.settings(options));
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
        return SqliteTrackers.hasOurs(sql);
    }

    @Override
    protected List<TrackerTable> trackersOfOthers() {
        return SqliteTrackers.ofOthers(sql);
    }

    @Override
    protected <T> T asked(Supplier<T> work) {
        return ask(work::get);
    }

    @Override
    public void prepare() {
        if (!ask(() -> SqliteTrackers.hasOurs(sql))) {
            begin();
            statements.send(OwnTables.script("/target/sqlite/0001_marker.sql"));
            commit();
        }
    }

    @Override
    public boolean tryLock() {
        return keys.tryHold(LockFile.Key.WORK);
    }

    @Override
    public void unlock() {
        keys.letGo(LockFile.Key.WORK);
    }

    @Override
    public List<LockHolder> lockHolders() {
        return keys.holders(LockFile.Key.WORK);
    }

    @Override
    public boolean tryReserve() {
        return keys.tryHold(LockFile.Key.RESERVATION);
    }

    @Override
    public List<LockHolder> reservedBy() {
        return keys.holders(LockFile.Key.RESERVATION);
    }

    @Override
    public void begin() {
        statements.send("begin immediate");
        open = true;
        written = false;
    }

    @Override
    public void commit() {
        if (written) {
            ask(() -> {
                foreignKeys.require();
                return true;
            });
        }
        statements.send("commit");
        open = false;
    }

    @Override
    public void rollback() {
        statements.rollback();
        open = false;
    }

    @Override
    public boolean inTransaction() {
        return open;
    }

    @Override
    public String transactionId() {
        return statements.endedTransactions();
    }

    @Override
    public void execute(String text) {
        beforeScript();
        statements.execute(text);
    }

    @Override
    public ChunkAccess chunks() {
        return new SqliteChunks(sql, own, statements, this::beforeScript);
    }

    /** The first statement of a transaction also counts which rows dangle, see {@link ForeignKeys}. */
    private void beforeScript() {
        if (open && !written) {
            ask(() -> {
                foreignKeys.remember();
                return true;
            });
            written = true;
        }
    }

    @Override
    public void copyIn(String text, String data) {
        throw SqliteFailures.refused("SQLite has no COPY: write INSERT statements");
    }

    @Override
    public boolean isTrue(String query) {
        return statements.isTrue(query);
    }

    @Override
    public void restoreSettings() {
        statements.send(SqliteStatements.settings(options));
    }

    @Override
    public Judgement judge(String statement) {
        return StatementJudge.judge(statement);
    }

    @Override
    public boolean isAlive() {
        return statements.isAlive();
    }

    @Override
    public void cancel() {
        statements.cancel();
    }

    @Override
    public void close() {
        keys.letGoOfAll();
        statements.close();
    }

    private <T> T ask(SqliteFailures.Work<T> work) {
        return statements.typed(work);
    }

    /** The keys that this session holds. */
    private static final class SessionKeys {
        private final Path file;
        private final Set<LockFile.Key> held = new LinkedHashSet<>();
        private Optional<LockFile> lockFile = Optional.empty();

        SessionKeys(Path file) {
            this.file = file;
        }

        boolean tryHold(LockFile.Key key) {
            if (held.contains(key)) {
                return true;
            }
            var got = lockFile().tryHold(key);
            if (got) {
                held.add(key);
            }
            return got;
        }

        void letGo(LockFile.Key key) {
            if (held.remove(key)) {
                lockFile().letGo(key);
            }
        }

        void letGoOfAll() {
            Set.copyOf(held).forEach(this::letGo);
        }

        List<LockHolder> holders(LockFile.Key key) {
            return lockFile().holders(key);
        }

        private LockFile lockFile() {
            if (lockFile.isEmpty()) {
                lockFile = Optional.of(LockFile.beside(file));
            }
            return lockFile.get();
        }
    }
}
