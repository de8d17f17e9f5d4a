package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.migration_ledger.Tables.IDENTITY;
import static dev.migrationledger.app.jooq.migration_ledger.Tables.MARKER;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.TargetIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The tables {@code migration_ledger.*} in a target: who it is, the fence, the markers. */
final class OwnTables {
    private final DSLContext sql;

    OwnTables(DSLContext sql) {
        this.sql = sql;
    }

    static String script() {
        try (var in = OwnTables.class.getResourceAsStream("/target/0001_marker.sql")) {
            if (in == null) {
                throw new IllegalStateException("the migrations module is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exist() {
        return sql.fetchValue(DSL.field(
                        "pg_catalog.to_regclass({0}) is not null and pg_catalog.to_regclass({1}) is not null",
                        Boolean.class,
                        DSL.inline("migration_ledger.identity"),
                        DSL.inline("migration_ledger.marker")));
    }

    Optional<Registration> registration() {
        return sql.selectFrom(IDENTITY)
                .fetchOptional()
                .map(row -> new Registration(
                        row.getDatabaseId(),
                        new TargetIdentity(row.getSystem(), row.getDatabase()),
                        row.getCatalog(),
                        row.getEpoch(),
                        State.of(List.of(row.getHeads()))));
    }

    void register(String databaseId, TargetIdentity identity, String catalog) {
        sql.insertInto(IDENTITY)
                .set(IDENTITY.DATABASE_ID, databaseId)
                .set(IDENTITY.SYSTEM, identity.system())
                .set(IDENTITY.DATABASE, identity.database())
                .set(IDENTITY.CATALOG, catalog)
                .set(IDENTITY.EPOCH, 0L)
                .set(IDENTITY.HEADS, new String[0])
                .onConflictDoNothing()
                .execute();
    }

    void adopt(String databaseId, TargetIdentity identity, String catalog) {
        register(databaseId, identity, catalog);
        sql.update(IDENTITY)
                .set(IDENTITY.DATABASE_ID, databaseId)
                .set(IDENTITY.SYSTEM, identity.system())
                .set(IDENTITY.DATABASE, identity.database())
                .set(IDENTITY.CATALOG, catalog)
                .set(IDENTITY.EPOCH, 0L)
                .execute();
    }

    void heads(State state) {
        sql.update(IDENTITY)
                .set(IDENTITY.HEADS, state.heads().toArray(String[]::new))
                .set(IDENTITY.CHANGED_AT, DSL.currentOffsetDateTime())
                .execute();
    }

    boolean raiseFence(long epoch) {
        return sql.update(IDENTITY).set(IDENTITY.EPOCH, epoch).where(IDENTITY.EPOCH.lt(epoch)).execute() == 1;
    }

    boolean keepFence(long epoch) {
        return !sql.select(IDENTITY.EPOCH)
                .from(IDENTITY)
                .where(IDENTITY.EPOCH.eq(epoch))
                .forUpdate()
                .fetch()
                .isEmpty();
    }

    Optional<Marker> marker(String revision, int statement) {
        return sql.selectFrom(MARKER)
                .where(MARKER.REVISION.eq(revision), MARKER.STATEMENT.eq(statement))
                .fetchOptional()
                .map(row -> new Marker(
                        row.getRevision(),
                        row.getStatement(),
                        Marker.Phase.valueOf(row.getPhase().toUpperCase(Locale.ROOT)),
                        row.getAttempt(),
                        row.getEpoch(),
                        row.getDigest()));
    }

    void mark(Marker marker) {
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
                .set(MARKER.AT, DSL.currentOffsetDateTime())
                .execute();
    }

    void unmark(String revision) {
        sql.deleteFrom(MARKER).where(MARKER.REVISION.eq(revision)).execute();
    }

    void keepMarkers(Set<String> revisions) {
        sql.deleteFrom(MARKER).where(MARKER.REVISION.notIn(revisions).or(MARKER.PHASE.eq("begun"))).execute();
    }
}
