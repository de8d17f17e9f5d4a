package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.app.target.rows.RowSearch;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.SessionOptions.Access;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TrackerReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** One connection to one SQLite file, for looking: each look is one read transaction, and so one instant. */
public final class SqliteTarget implements Target {
    private final TargetAddress address;
    private final Connection connection;
    private final Path file;
    private final DSLContext sql;

    /** @param connection not in a transaction; closed with this target */
    SqliteTarget(TargetAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
        this.file = SqliteConnections.file(address);
        this.sql = DSL.using(connection, SQLDialect.SQLITE);
    }

    /** The file is not written, not even by opening it. */
    public static SqliteTarget open(TargetAddress address) {
        return new SqliteTarget(
                address, SqliteConnections.open(address, SessionOptions.DEFAULT.withAccess(Access.LOOK)));
    }

    /**
     * Device and inode of the file. So a copy, {@code VACUUM INTO}, and a file that was moved in place of another are
     * other databases; VACUUM, and a restore that writes into the same file, leave it the one it was.
     */
    @Override
    public TargetIdentity identity() {
        try {
            var attributes = Files.readAttributes(file, "unix:dev,ino");
            return new TargetIdentity(String.valueOf(attributes.get("dev")), String.valueOf(attributes.get("ino")));
        } catch (UnsupportedOperationException e) {
            return new TargetIdentity("file", file.toString());
        } catch (IOException e) {
            throw SqliteProblems.of(address, new SQLException("the file is gone: " + e.getMessage(), e), () -> "");
        }
    }

    @Override
    public SchemaSnapshot snapshot() {
        return read(SqliteSnapshot::read);
    }

    @Override
    public List<TrackerReading> trackers() {
        return read(SqliteTrackers::read);
    }

    @Override
    public Set<String> begun() {
        return read(SqliteTrackers::begun);
    }

    /** @throws dev.migrationledger.core.problem.LedgerException LDG750 after 60 s, LDG751 when it is no condition or cannot run */
    @Override
    public Optional<Boolean> holds(String query) {
        return SqliteProblems.looking(address, this::holders, () -> Probe.holds(address, connection, query));
    }

    @Override
    public Map<String, Row> rows(Collection<Row> wanted) {
        return wanted.isEmpty() ? Map.of() : read(look -> RowSearch.find(look, SqliteTables.columns(look), wanted));
    }

    /** Python's sqlite3 begins a transaction before the first change of a row, and none before one of the schema. */
    @Override
    public boolean tearsRevisions() {
        return true;
    }

    /** See {@code TargetEngine}. */
    Definitions definitions(Collection<FactKey> objects) {
        return read(look -> new SqliteDefinitions(look).of(objects));
    }

    @Override
    public void close() {
        SqliteProblems.looking(address, this::holders, () -> {
            connection.close();
            return true;
        });
    }

    private <T> T read(Function<DSLContext, T> reading) {
        return SqliteProblems.looking(address, this::holders, () -> {
            sql.execute("begin");
            try {
                return reading.apply(sql);
            } finally {
                sql.execute("rollback");
            }
        });
    }

    private String holders() {
        return FileLocks.inWords(file);
    }
}
