package dev.migrationledger.app.target.tracker;

import static dev.migrationledger.app.jooq.migration_ledger.Tables.IDENTITY;
import static dev.migrationledger.app.jooq.migration_ledger.Tables.MARKER;
import static dev.migrationledger.app.jooq.migration_ledger.Tables.PROGRESS;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.ChunkAccess.Key;
import dev.migrationledger.core.target.ChunkAccess.Progress;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.TargetIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The ledger's own tables in a target: who it is, the fence, the markers. */
public final class OwnTables {
    /** Without the cast that jOOQ writes around it, which makes a number of it in SQLite. */
    static final Field<OffsetDateTime> NOW = DSL.field("current_timestamp", OffsetDateTime.class);

    private final DSLContext sql;
    private final Field<String[]> heads;

    /** @param sql finds {@code migration_ledger.*}; @param heads how the engine keeps the list of heads */
    public OwnTables(DSLContext sql, Field<String[]> heads) {
        this.sql = sql;
        this.heads = heads;
    }

    /** @param name of a script of the migrations module */
    public static String script(String name) {
        try (var in = OwnTables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the migrations module is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Registration> registration() {
        return sql.select(IDENTITY.DATABASE_ID, IDENTITY.SYSTEM, IDENTITY.DATABASE, IDENTITY.CATALOG, IDENTITY.EPOCH, heads)
                .from(IDENTITY)
                .fetchOptional(row -> new Registration(
                        row.value1(),
                        new TargetIdentity(row.value2(), row.value3()),
                        row.value4(),
                        row.value5(),
                        State.of(List.of(row.value6()))));
    }

    public void register(String databaseId, TargetIdentity identity, String catalog) {
        sql.insertInto(IDENTITY)
                .set(IDENTITY.DATABASE_ID, databaseId)
                .set(IDENTITY.SYSTEM, identity.system())
                .set(IDENTITY.DATABASE, identity.database())
                .set(IDENTITY.CATALOG, catalog)
                .set(IDENTITY.EPOCH, DSL.field(DSL.select(DSL.coalesce(DSL.max(MARKER.EPOCH), 0L)).from(MARKER)))
                .set(heads, new String[0])
                .onConflictDoNothing()
                .execute();
    }

    public void adopt(String databaseId, TargetIdentity identity, String catalog) {
        register(databaseId, identity, catalog);
        sql.update(IDENTITY)
                .set(IDENTITY.DATABASE_ID, databaseId)
                .set(IDENTITY.SYSTEM, identity.system())
                .set(IDENTITY.DATABASE, identity.database())
                .set(IDENTITY.CATALOG, catalog)
                .set(IDENTITY.EPOCH, 0L)
                .execute();
    }

    public void heads(State state) {
        sql.update(IDENTITY)
                .set(heads, state.heads().toArray(String[]::new))
                .set(IDENTITY.CHANGED_AT, NOW)
                .execute();
    }

    public boolean raiseFence(long epoch) {
        return sql.update(IDENTITY).set(IDENTITY.EPOCH, epoch).where(IDENTITY.EPOCH.lt(epoch)).execute() == 1;
    }

    /** Locks the row; where a transaction has the whole file, that is so already. */
    public boolean keepFence(long epoch) {
        var row = sql.select(IDENTITY.EPOCH).from(IDENTITY).where(IDENTITY.EPOCH.eq(epoch));
        return !(sql.family() == SQLDialect.SQLITE ? row : row.forUpdate()).fetch().isEmpty();
    }

    public Optional<Marker> marker(String revision, int statement) {
        return sql.select(MARKER.REVISION, MARKER.STATEMENT, MARKER.PHASE, MARKER.ATTEMPT, MARKER.EPOCH, MARKER.DIGEST)
                .from(MARKER)
                .where(MARKER.REVISION.eq(revision), MARKER.STATEMENT.eq(statement))
                .fetchOptional(row -> new Marker(
                        row.value1(),
                        row.value2(),
                        Marker.Phase.valueOf(row.value3().toUpperCase(Locale.ROOT)),
                        row.value4(),
                        row.value5(),
                        row.value6()));
    }

    public Set<String> marked() {
        return sql.selectDistinct(MARKER.REVISION).from(MARKER).fetchSet(MARKER.REVISION);
    }

    public void mark(Marker marker) {
        var phase = marker.phase().name().toLowerCase(Locale.ROOT);
        sql.insertInto(MARKER)
                .set(MARKER.REVISION, marker.revision())
                .set(MARKER.STATEMENT, marker.statement())
                .set(MARKER.PHASE, phase)
                .set(MARKER.ATTEMPT, marker.attempt())
                .set(MARKER.EPOCH, marker.epoch())
                .set(MARKER.DIGEST, marker.digest())
                .onConflict(MARKER.REVISION, MARKER.STATEMENT)
                .doUpdate()
                .set(MARKER.PHASE, phase)
                .set(MARKER.ATTEMPT, marker.attempt())
                .set(MARKER.EPOCH, marker.epoch())
                .set(MARKER.DIGEST, marker.digest())
                .set(MARKER.AT, NOW)
                .execute();
    }

    public void unmark(String revision) {
        sql.deleteFrom(MARKER).where(MARKER.REVISION.eq(revision)).execute();
    }

    public void unmark(String revision, int statement) {
        sql.deleteFrom(MARKER)
                .where(MARKER.REVISION.eq(revision), MARKER.STATEMENT.eq(statement))
                .execute();
    }

    public void keepMarkers(Set<String> revisions, boolean begunToo) {
        var whole = MARKER.as("whole");
        var ended = MARKER.REVISION.in(DSL.select(whole.REVISION).from(whole).where(whole.STATEMENT.eq(0)));
        sql.deleteFrom(MARKER)
                .where(MARKER.REVISION.notIn(revisions).or(MARKER.STATEMENT.gt(0)))
                .and(begunToo ? ended : DSL.trueCondition())
                .execute();
    }

    /** Its table is there only where a revision ran in chunks. */
    public Optional<Progress> progress(String revision) {
        return sql.select(PROGRESS.WAY, PROGRESS.KEY_TYPE, PROGRESS.KEY_TEXT, PROGRESS.CHUNKS, PROGRESS.ROW_COUNT)
                .from(PROGRESS)
                .where(PROGRESS.REVISION.eq(revision))
                .fetchOptional(row -> new Progress(
                        row.value1(), new Key(row.value2(), row.value3()), row.value4(), row.value5()));
    }

    public void keep(String revision, Progress progress) {
        sql.insertInto(PROGRESS)
                .set(PROGRESS.REVISION, revision)
                .set(PROGRESS.WAY, progress.way())
                .set(PROGRESS.KEY_TYPE, progress.upTo().type())
                .set(PROGRESS.KEY_TEXT, progress.upTo().text())
                .set(PROGRESS.CHUNKS, progress.chunks())
                .set(PROGRESS.ROW_COUNT, progress.rows())
                .onConflict(PROGRESS.REVISION)
                .doUpdate()
                .set(PROGRESS.WAY, progress.way())
                .set(PROGRESS.KEY_TYPE, progress.upTo().type())
                .set(PROGRESS.KEY_TEXT, progress.upTo().text())
                .set(PROGRESS.CHUNKS, progress.chunks())
                .set(PROGRESS.ROW_COUNT, progress.rows())
                .set(PROGRESS.AT, NOW)
                .execute();
    }
}
