package dev.migrationledger.app.embedded;

import static dev.migrationledger.app.jooq.ledger.Tables.STORE_REVISION;

import dev.migrationledger.core.revision.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Brings the ledger's own tables to this version's revision; several processes that start at once take turns. */
public final class StoreSchema {
    /** In the order of their graph: file, and the revision it makes. */
    private static final List<String> SCRIPTS = List.of("0001_event_log");

    private static final long LOCK = 0x1ED6E4L;
    private static final String SCHEMA = STORE_REVISION.getSchema().getName();

    private StoreSchema() {}

    /** @throws dev.migrationledger.core.problem.LedgerException LDG633 to LDG635 */
    public static void upgrade(DataSource store) {
        try (var connection = store.getConnection()) {
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            if (applied(sql).size() < SCRIPTS.size()) {
                sql.execute("select pg_advisory_lock({0})", DSL.val(LOCK));
                try {
                    bringUp(sql);
                } finally {
                    sql.execute("select pg_advisory_unlock({0})", DSL.val(LOCK));
                }
            }
            check(applied(sql));
        } catch (SQLException e) {
            throw EmbeddedProblems.notReached("the schema's upgrade", e);
        }
    }

    private static void bringUp(DSLContext sql) {
        var applied = applied(sql);
        for (var script : SCRIPTS) {
            if (!applied.containsKey(script)) {
                apply(sql, script);
            }
        }
    }

    private static void apply(DSLContext sql, String script) {
        var text = read(script);
        try {
            sql.transaction(tx -> {
                var dsl = tx.dsl();
                dsl.createSchemaIfNotExists(SCHEMA).execute();
                dsl.execute("set local search_path = {0}", DSL.name(SCHEMA));
                dsl.connection(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(text);
                    }
                });
                dsl.insertInto(STORE_REVISION, STORE_REVISION.REVISION, STORE_REVISION.DIGEST)
                        .values(script, digest(text))
                        .execute();
            });
        } catch (DataAccessException e) {
            throw EmbeddedProblems.notUpgraded(script, e);
        }
    }

    private static void check(Map<String, String> applied) {
        applied.forEach((revision, digest) -> {
            if (!SCRIPTS.contains(revision)) {
                throw EmbeddedProblems.newerStore(revision);
            }
            if (!digest.equals(digest(read(revision)))) {
                throw EmbeddedProblems.changedScript(revision);
            }
        });
    }

    /** Digests keyed by revision; empty for an empty database. */
    private static Map<String, String> applied(DSLContext sql) {
        boolean exists = sql.select(DSL.field("to_regclass({0}) is not null", Boolean.class, DSL.val(SCHEMA + ".store_revision")))
                .fetchSingle()
                .value1();
        return exists
                ? sql.select(STORE_REVISION.REVISION, STORE_REVISION.DIGEST).from(STORE_REVISION).fetchMap(STORE_REVISION.REVISION, STORE_REVISION.DIGEST)
                : Map.of();
    }

    private static String digest(String text) {
        return new Script(text, 1).digest();
    }

    private static String read(String script) {
        try (var in = StoreSchema.class.getResourceAsStream("/ledger/" + script + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
