package dev.migrationledger.app.detection;

import dev.migrationledger.app.target.postgresql.PostgresChunks;
import dev.migrationledger.app.target.postgresql.PostgresSnapshot;
import dev.migrationledger.app.target.postgresql.ReadOnly;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.Reading;
import dev.migrationledger.core.script.ScriptReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/** Scripts run on one connection, in the simple protocol that takes every script; looking is done on another. */
final class PostgresScratchDatabase implements ScratchDatabase {
    private final PostgresScratch server;
    private final String name;
    private final WrittenRows written;
    private final ScratchTools tools;
    private Connection scripts;
    private Connection looks;

    /** @param name of a database that is there; it goes when this is closed, or cannot be opened */
    PostgresScratchDatabase(PostgresScratch server, String name, WrittenRows written) {
        this.server = server;
        this.name = name;
        this.written = written;
        // Its name is its own: nobody else has a database that is called so.
        this.tools = new ScratchTools(
                server.tools(),
                () -> server.address(name),
                List.of("select pg_catalog.current_database() = '" + name + "'"));
        try {
            this.scripts = server.connect(name, true);
            this.looks = server.connect(name, false);
        } catch (SQLException e) {
            server.drop(name);
            throw server.unusable(e);
        }
    }

    /** The server copies only what nobody is connected to. */
    @Override
    public ScratchDatabase copy() {
        try {
            scripts.close();
            looks.close();
            var copy = template();
            scripts = server.connect(name, true);
            looks = server.connect(name, false);
            return new PostgresScratchDatabase(server, copy, written.copy());
        } catch (SQLException e) {
            throw server.unusable(e);
        }
    }

    /** A tool may keep a connection although it has nothing to do. */
    private String template() {
        try {
            return server.create(name);
        } catch (LedgerException busy) {
            if (!tools.close()) {
                throw busy;
            }
            return server.create(name);
        }
    }

    @Override
    public SchemaSnapshot snapshot() {
        return ReadOnly.read(
                DSL.using(looks, SQLDialect.POSTGRES), reading -> PostgresSnapshot.read(reading, server.version()));
    }

    @Override
    public Outcome run(Revision revision) {
        if (!revision.script().isSql()) {
            return tools.run(
                    revision,
                    Optional.of(WrittenRows.TOUCHED),
                    touched -> written.byCommitted(DSL.using(looks, SQLDialect.POSTGRES), touched));
        }
        var reading = ScriptReader.read(revision.script(), revision.file());
        if (!reading.problems().isEmpty()) {
            return new Refused(0, revision.script().firstLine(), "", reading.problems().getFirst().message());
        }
        try {
            return revision.transactional() ? inTransaction(revision, reading) : oneByOne(reading);
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    private Outcome inTransaction(Revision revision, Reading reading) throws SQLException {
        scripts.setAutoCommit(false);
        try {
            var refused = revision.chunks()
                    .map(chunks -> ScratchChunks.run(PostgresChunks.on(scripts), chunks, reading.sent(), Dialect.POSTGRESQL))
                    .orElseGet(() -> send(reading));
            if (refused.isPresent()) {
                scripts.rollback();
                return refused.get();
            }
            resetSettings();
            List<Delta.RowChange> rows = reading.sent().isEmpty() ? List.of() : written.byThisTransaction(DSL.using(scripts, SQLDialect.POSTGRES));
            scripts.commit();
            return new Ran(rows);
        } catch (SQLException e) {
            scripts.rollback();
            return refused(0, 0, e);
        } finally {
            scripts.setAutoCommit(true);
            tidy();
        }
    }

    private Outcome oneByOne(Reading reading) throws SQLException {
        var refused = send(reading);
        tidy();
        return refused.isPresent() ? refused.get() : new Ran(written.bySeveralTransactions(DSL.using(looks, SQLDialect.POSTGRES)));
    }

    private Optional<Refused> send(Reading reading) {
        for (var part : reading.sent()) {
            try {
                send(part);
            } catch (SQLException e) {
                return Optional.of(refused(part.number(), part.line(), e));
            }
        }
        return Optional.empty();
    }

    private void send(Part.Sent part) throws SQLException {
        switch (part) {
            case Part.Statement statement -> {
                try (var sql = scripts.createStatement()) {
                    sql.setEscapeProcessing(false);
                    sql.execute(statement.sql());
                }
            }
            case Part.CopyData copy -> {
                try {
                    scripts.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.sql(), new StringReader(copy.data()));
                } catch (IOException e) {
                    throw new SQLException(e.getMessage(), e);
                }
            }
        }
    }

    @Override
    public List<SchemaSnapshot> runStepwise(Revision revision) {
        var snapshots = new ArrayList<SchemaSnapshot>();
        if (!revision.script().isSql() || revision.chunks().isPresent()) {
            return snapshots;
        }
        try {
            for (var part : ScriptReader.read(revision.script(), revision.file()).sent()) {
                send(part);
                snapshots.add(snapshot());
            }
        } catch (SQLException e) {
            return List.copyOf(snapshots);
        }
        return List.copyOf(snapshots);
    }

    @Override
    public List<Refused> load(Script dump) {
        var errors = new ArrayList<Refused>();
        for (var part : ScriptReader.read(dump).sent()) {
            try {
                send(part);
            } catch (SQLException e) {
                errors.add(refused(part.number(), part.line(), e));
            }
        }
        tidy();
        written.bySeveralTransactions(DSL.using(looks, SQLDialect.POSTGRES));
        return List.copyOf(errors);
    }

    /** What a script sets for its session must neither outlive it nor hide rows from the capture. */
    private void resetSettings() throws SQLException {
        try (var sql = scripts.createStatement()) {
            sql.execute("reset session authorization; reset all");
        }
    }

    private void tidy() {
        try (var sql = scripts.createStatement()) {
            if (scripts.getAutoCommit()) {
                sql.execute("rollback");
                sql.execute("discard all");
            }
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    private static Refused refused(int statement, int line, SQLException e) {
        return new Refused(
                statement,
                line,
                Optional.ofNullable(e.getSQLState()).orElse(""),
                Optional.ofNullable(e.getMessage()).orElse(e.toString()).lines().findFirst().orElse(""));
    }

    private static LedgerException lost(SQLException e) {
        return new LedgerException(
                new Problem(
                        "LDG421",
                        Exit.FAILED,
                        "the connection to the scratch database broke: " + e.getMessage(),
                        "run the command again; references made so far are kept"),
                e);
    }

    @Override
    public void close() {
        tools.close();
        try (var _ = scripts;
                var _ = looks) {
            scripts.setAutoCommit(true);
        } catch (SQLException e) {
            throw lost(e);
        } finally {
            server.drop(name);
        }
    }
}
