package dev.migrationledger.app.detection;

import dev.migrationledger.app.target.sqlite.SqliteConnections;
import dev.migrationledger.app.target.sqlite.SqliteEngine;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.script.Reading;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.SessionOptions.Access;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** One file, worked on through the same session as a target, so that scripts do here what they do there. */
final class SqliteScratchDatabase implements ScratchDatabase {
    private final Path file;
    private final SqliteWrittenRows written;
    private final Tools tools;
    private final ScratchTools running;
    private TargetSession session;

    /** @param file that is there; it goes when this is closed */
    SqliteScratchDatabase(Path file, SqliteWrittenRows written, Tools tools) {
        this.file = file;
        this.written = written;
        this.tools = tools;
        this.running = new ScratchTools(tools, this::address, List.of());
        this.session = open();
    }

    private TargetSession open() {
        var opened = new SqliteEngine().connect(address(), SessionOptions.DEFAULT);
        // What is lost with the machine is made again, so that no commit waits for a disk.
        opened.execute("pragma synchronous = off; pragma journal_mode = memory");
        return opened;
    }

    private TargetAddress address() {
        return new TargetAddress("sqlite", "", 0, "", "", Optional.empty(), Optional.of(file.toString()));
    }

    @Override
    public SchemaSnapshot snapshot() {
        return session.snapshot();
    }

    @Override
    public Outcome run(Revision revision) {
        if (!revision.script().isSql()) {
            return running.run(revision, Optional.empty(), _ -> rows());
        }
        var reading = ScriptReader.read(revision.script(), revision.file(), Dialect.SQLITE);
        if (!reading.problems().isEmpty()) {
            return new Refused(0, revision.script().firstLine(), "", reading.problems().getFirst().message());
        }
        var refused = revision.transactional() ? inTransaction(revision, reading) : send(reading);
        session.rollback();
        session.restoreSettings();
        if (refused.isPresent()) {
            return refused.get();
        }
        return new Ran(reading.sent().isEmpty() ? List.of() : rows());
    }

    private Optional<Refused> inTransaction(Revision revision, Reading reading) {
        try {
            session.begin();
            var refused = revision.chunks()
                    .map(chunks -> ScratchChunks.run(session.chunks(), chunks, reading.sent(), Dialect.SQLITE))
                    .orElseGet(() -> send(reading));
            if (refused.isEmpty()) {
                session.commit();
            }
            return refused;
        } catch (StatementFailed failed) {
            return Optional.of(new Refused(0, 0, "", failed.failure().message()));
        }
    }

    private Optional<Refused> send(Reading reading) {
        for (var part : reading.sent()) {
            var refused = send(part);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<Refused> send(Part.Sent part) {
        try {
            session.execute(part.sql());
            return Optional.empty();
        } catch (StatementFailed failed) {
            return Optional.of(new Refused(part.number(), part.line(), "", failed.failure().message()));
        }
    }

    private List<Delta.RowChange> rows() {
        try (var looks = SqliteConnections.open(address(), SessionOptions.DEFAULT.withAccess(Access.LOOK))) {
            return written.since(DSL.using(looks, SQLDialect.SQLITE));
        } catch (SQLException e) {
            throw SqliteScratch.unusable(e);
        }
    }

    @Override
    public List<SchemaSnapshot> runStepwise(Revision revision) {
        if (!revision.script().isSql() || revision.chunks().isPresent()) {
            return List.of();
        }
        var snapshots = new ArrayList<SchemaSnapshot>();
        for (var part : ScriptReader.read(revision.script(), revision.file(), Dialect.SQLITE).sent()) {
            if (send(part).isPresent()) {
                return List.copyOf(snapshots);
            }
            snapshots.add(snapshot());
        }
        return List.copyOf(snapshots);
    }

    @Override
    public List<Refused> load(Script dump) {
        var errors = new ArrayList<Refused>();
        for (var part : ScriptReader.read(dump, "", Dialect.SQLITE).sent()) {
            send(part).ifPresent(errors::add);
        }
        session.rollback();
        session.restoreSettings();
        rows();
        return List.copyOf(errors);
    }

    /** Nobody has the file open while it is copied. */
    @Override
    public ScratchDatabase copy() {
        session.close();
        try {
            var copy = SqliteScratch.file();
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            return new SqliteScratchDatabase(copy, written.copy(), tools);
        } catch (IOException e) {
            throw SqliteScratch.unusable(e);
        } finally {
            session = open();
        }
    }

    @Override
    public void close() {
        running.close();
        session.close();
        try {
            for (var beside : List.of("", "-journal", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + beside));
            }
        } catch (IOException e) {
            throw SqliteScratch.unusable(e);
        }
    }
}
