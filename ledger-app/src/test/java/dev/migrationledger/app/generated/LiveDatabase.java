package dev.migrationledger.app.generated;

import dev.migrationledger.app.target.postgresql.PostgresTarget;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A database that revisions are run in by plain JDBC: nothing of the ledger has a part in it. Dropped when closed. */
final class LiveDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresServer server;
    private final List<Revision> in = new ArrayList<>();
    private boolean isAltered;
    private Optional<Open> open = Optional.empty();

    private record Open(TargetAddress address, Connection connection) {}

    LiveDatabase(PostgresServer server) {
        this.server = server;
    }

    /** Exactly these revisions, run in this order; from an empty schema where what is in already does not begin it. */
    void bring(List<Revision> order) throws SQLException {
        var reusable = open.isPresent()
                && !isAltered
                && in.size() <= order.size()
                && order.subList(0, in.size()).equals(in);
        if (!reusable) {
            empty();
        }
        for (var revision : order.subList(in.size(), order.size())) {
            run(revision);
            in.add(revision);
        }
    }

    /** As a new database is; making one takes longer than all else here. */
    private void empty() throws SQLException {
        in.clear();
        isAltered = false;
        if (open.isPresent()) {
            execute("""
                    drop schema public cascade;
                    create schema public authorization pg_database_owner;
                    grant usage on schema public to public;
                    comment on schema public is 'standard public schema'""");
            return;
        }
        var address = server.freshDatabase("generated_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
        open = Optional.of(new Open(address, server.connect(address)));
    }

    private void run(Revision revision) throws SQLException {
        connection().setAutoCommit(!revision.transactional());
        try {
            execute(revision.script().text());
            if (revision.transactional()) {
                connection().commit();
            }
        } catch (SQLException e) {
            throw new SQLException(revision.id() + ": " + e.getMessage() + "\n" + revision.script().text(), e);
        } finally {
            connection().setAutoCommit(true);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** As hand work: the database is no longer at any state, and is not built upon. */
    void alter(String sql) throws SQLException {
        isAltered = true;
        execute(sql);
    }

    /** What Alembic leaves behind, for as long as the look takes. */
    Detection claiming(State state, Function<TargetAddress, Detection> look) throws SQLException {
        execute("create table alembic_version (version_num varchar(32) primary key)");
        for (var head : state.heads()) {
            execute("insert into alembic_version values ('" + head + "')");
        }
        try {
            return look.apply(address());
        } finally {
            execute("drop table alembic_version");
        }
    }

    SchemaSnapshot snapshot() {
        try (var target = PostgresTarget.open(address())) {
            return target.snapshot();
        }
    }

    TargetAddress address() {
        return open.orElseThrow().address();
    }

    private Connection connection() {
        return open.orElseThrow().connection();
    }

    @Override
    public void close() throws SQLException {
        if (open.isPresent()) {
            connection().close();
            server.run(server.address("postgres"), "drop database \"" + address().database() + "\" with (force)");
            open = Optional.empty();
        }
    }
}
