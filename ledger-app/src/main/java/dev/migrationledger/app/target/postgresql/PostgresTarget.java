package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.app.target.rows.RowSearch;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TrackerReading;
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
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** One connection to one PostgreSQL database, for looking; everything runs in read-only transactions. */
public final class PostgresTarget implements Target {
    private static final int OLDEST = 12;

    /** A probe or post-condition that takes longer than this says nothing. */
    private static final String PROBE_TIMEOUT = "60s";

    private final TargetAddress address;
    private final Connection connection;
    private final DSLContext sql;
    private final int version;

    private PostgresTarget(TargetAddress address, Connection connection, int version) {
        this.address = address;
        this.connection = connection;
        this.version = version;
        this.sql = DSL.using(connection, SQLDialect.POSTGRES);
    }

    public static PostgresTarget open(TargetAddress address) {
        return of(address, PostgresConnections.open(address, ConnectOptions.LOOKING));
    }

    /** @param connection not in a transaction; closed with this target, and at once when the server is too old */
    public static PostgresTarget of(TargetAddress address, Connection connection) {
        try {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                connection.close();
                throw new LedgerException(new Problem(
                        "LDG314",
                        Exit.FAILED,
                        address + ": the server is PostgreSQL " + version + ", 12 is the oldest supported",
                        "upgrade the server"));
            }
            return new PostgresTarget(address, connection, version);
        } catch (SQLException e) {
            throw new LedgerException(PostgresProblems.looking(address, e), e);
        }
    }

    @Override
    public TargetIdentity identity() {
        return read(transaction -> transaction
                .select(
                        DSL.field(
                                "(select system_identifier::text from pg_catalog.pg_control_system())", String.class),
                        DSL.field(
                                "(select oid::text from pg_catalog.pg_database where datname = current_database())",
                                String.class))
                .fetchSingle(row -> new TargetIdentity(row.value1(), row.value2())));
    }

    @Override
    public SchemaSnapshot snapshot() {
        return read(transaction -> PostgresSnapshot.read(transaction, version));
    }

    @Override
    public List<TrackerReading> trackers() {
        return read(PostgresTrackers::read);
    }

    /**
     * @throws LedgerException LDG315 when the query does not give one row with one boolean, LDG311 to LDG313 when it
     *     cannot run; it sees the connection's own search path
     */
    @Override
    public Optional<Boolean> holds(String query) {
        try {
            return Probe.holds(address, connection, query, PROBE_TIMEOUT);
        } catch (SQLException e) {
            throw new LedgerException(PostgresProblems.looking(address, e), e);
        }
    }

    @Override
    public Set<String> begun() {
        return read(PostgresTrackers::begun);
    }

    @Override
    public Map<String, Row> rows(Collection<Row> wanted) {
        return wanted.isEmpty()
                ? Map.of()
                : read(transaction -> RowSearch.find(
                        transaction,
                        TableColumns.of(transaction, wanted.stream().map(Row::schema).distinct().toList()),
                        wanted));
    }

    /** See {@code TargetEngine}. */
    Definitions definitions(Collection<FactKey> objects) {
        return read(transaction -> new PostgresDefinitions(transaction, version).of(objects));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LedgerException(PostgresProblems.looking(address, e), e);
        }
    }

    private <T> T read(Function<DSLContext, T> reading) {
        try {
            return ReadOnly.read(sql, reading);
        } catch (DataAccessException e) {
            throw new LedgerException(PostgresProblems.looking(address, cause(e)), e);
        }
    }

    private static SQLException cause(DataAccessException e) {
        var cause = e.getCause(SQLException.class);
        return cause == null ? new SQLException(e.getMessage(), e.sqlState()) : cause;
    }
}
