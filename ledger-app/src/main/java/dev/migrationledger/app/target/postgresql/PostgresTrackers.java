package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.migration_ledger.Tables.IDENTITY;
import static dev.migrationledger.app.jooq.migration_ledger.Tables.MARKER;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.migrationledger.app.target.tracker.TrackerQueries;
import dev.migrationledger.app.target.tracker.TrackerTable;
import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Finds version tables in every schema, whoever made them, and reads them: two queries, whatever their number. */
public final class PostgresTrackers {
    /** A column that some tool's tracker has and few other tables have. */
    private static final List<String> TELLING = List.of("version_num", "installed_rank", "version", "migration_name");

    private static final String OURS = "migration_ledger";

    private PostgresTrackers() {}

    /** @param sql in a transaction of {@link ReadOnly}; @return sorted by schema and name; our own first */
    public static List<TrackerReading> read(DSLContext sql) {
        var found = new ArrayList<TrackerQueries.Found>();
        candidates(sql).forEach((id, columns) -> {
            if (id.getFirst().equals(OURS)) {
                found.addFirst(new TrackerQueries.Found("ledger", String.join(".", id), PostgresTrackers::ours));
            } else {
                ReadableTracker.of(id.getFirst(), id.getLast(), columns)
                        .map(TrackerQueries.Found::of)
                        .ifPresent(found::add);
            }
        });
        return TrackerQueries.read(sql, found);
    }

    /** See {@code Target}. */
    static Set<String> begun(DSLContext sql) {
        return hasOurs(sql) ? Set.copyOf(sql.fetchValues(begunRevisions())) : Set.of();
    }

    /** That a row of the identity is missing, or another claim in it, does not end what was begun. */
    private static Select<Record1<String>> begunRevisions() {
        var whole = MARKER.as("whole");
        return DSL.selectDistinct(MARKER.REVISION)
                .from(MARKER)
                .where(MARKER.STATEMENT.gt(inline(0)))
                .andNotExists(DSL.selectOne()
                        .from(whole)
                        .where(whole.REVISION.eq(MARKER.REVISION), whole.STATEMENT.eq(inline(0))));
    }

    /** Every tracker table that other tools keep, by schema and name, in one query. */
    static List<TrackerTable> ofOthers(DSLContext sql) {
        var found = new ArrayList<TrackerTable>();
        candidates(sql).forEach((id, columns) -> {
            if (!id.getFirst().equals(OURS)) {
                ReadableTracker.of(id.getFirst(), id.getLast(), columns).ifPresent(found::add);
            }
        });
        return found;
    }

    static boolean hasOurs(DSLContext sql) {
        return sql.fetchValue(DSL.field(
                "pg_catalog.to_regclass({0}) is not null and pg_catalog.to_regclass({1}) is not null",
                Boolean.class,
                inline("migration_ledger.identity"),
                inline("migration_ledger.marker")));
    }

    /** Keyed by schema and table: column types keyed by column. Constants stand in the text, see {@link ReadOnly}. */
    private static Map<List<String>, Map<String, String>> candidates(DSLContext sql) {
        var telling = PG_ATTRIBUTE.as("telling");
        var type = CatalogSql.typeName(PG_ATTRIBUTE.ATTTYPID, PG_ATTRIBUTE.ATTTYPMOD).as("column_type");
        var tables = new LinkedHashMap<List<String>, Map<String, String>>();
        sql.select(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME, PG_ATTRIBUTE.ATTNAME, type)
                .from(PG_CLASS)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .join(PG_ATTRIBUTE)
                .on(PG_ATTRIBUTE.ATTRELID.eq(PG_CLASS.OID))
                .where(PG_CLASS.RELKIND.in(inline("r"), inline("p")))
                .and(PG_ATTRIBUTE.ATTNUM.gt(inline((short) 0)))
                .and(DSL.not(PG_ATTRIBUTE.ATTISDROPPED))
                .and(PG_NAMESPACE
                        .NSPNAME
                        .eq(inline(OURS))
                        .and(PG_CLASS.RELNAME.eq(inline("identity")))
                        .or(CatalogSql.isLookedAt(PG_NAMESPACE)
                                .and(PG_CLASS.OID.in(select(telling.ATTRELID)
                                        .from(telling)
                                        .where(telling.ATTNAME.in(
                                                TELLING.stream().map(DSL::inline).toList()))))))
                .orderBy(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME, PG_ATTRIBUTE.ATTNUM)
                .forEach(row -> tables.computeIfAbsent(
                                List.of(row.value1(), row.value2()), _ -> new LinkedHashMap<>())
                        .put(row.value3(), row.value4()));
        return tables;
    }

    private static Select<Record4<Integer, Long, String, Boolean>> ours(int index) {
        var head = DSL.field("head.id", String.class);
        return select(inline(index), DSL.field("head.place", Long.class), head, DSL.field(DSL.exists(begunRevisions())))
                .from(DSL.selectOne().asTable("always"))
                .leftJoin(IDENTITY)
                .on(DSL.trueCondition())
                .leftJoin(DSL.lateral(DSL.table("unnest({0}) with ordinality", IDENTITY.HEADS))
                        .as("head", "id", "place"))
                .on(DSL.trueCondition());
    }
}
