package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.core.target.TrackerShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.impl.DSL;

/**
 * A tracker table in a target, with what is needed to write to it.
 *
 * @param columns keyed by name: the type as the server writes it
 */
record TrackerTable(TrackerShape shape, String schema, String table, Map<String, String> columns) {

    /** Every tracker table that other tools keep, by schema and name, in one query. */
    static List<TrackerTable> find(DSLContext sql) {
        var candidates = DSL.select(PG_ATTRIBUTE.ATTRELID)
                .from(PG_ATTRIBUTE)
                .where(PG_ATTRIBUTE.ATTNAME.in(
                        DSL.inline("version_num"), DSL.inline("installed_rank"), DSL.inline("version"), DSL.inline("migration_name")));
        var found = new LinkedHashMap<Name, Map<String, String>>();
        sql.select(
                        PG_NAMESPACE.NSPNAME,
                        PG_CLASS.RELNAME,
                        PG_ATTRIBUTE.ATTNAME,
                        DSL.field(
                                "pg_catalog.format_type({0}, {1})",
                                String.class,
                                PG_ATTRIBUTE.ATTTYPID,
                                PG_ATTRIBUTE.ATTTYPMOD))
                .from(PG_CLASS)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .join(PG_ATTRIBUTE)
                .on(PG_ATTRIBUTE.ATTRELID.eq(PG_CLASS.OID))
                .where(PG_CLASS.RELKIND.in(DSL.inline("r"), DSL.inline("p")))
                .and(PG_NAMESPACE.NSPNAME.notIn(
                        DSL.inline("pg_catalog"), DSL.inline("information_schema"), DSL.inline("migration_ledger")))
                .and(PG_NAMESPACE.NSPNAME.notLike(DSL.inline("pg\\_temp%")))
                .and(PG_ATTRIBUTE.ATTNUM.gt(DSL.inline((short) 0)))
                .andNot(PG_ATTRIBUTE.ATTISDROPPED)
                .and(PG_CLASS.OID.in(candidates))
                .orderBy(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME, PG_ATTRIBUTE.ATTNUM)
                .forEach(row -> found.computeIfAbsent(
                                DSL.name(row.value1(), row.value2()), _ -> new LinkedHashMap<>())
                        .put(row.value3(), row.value4()));
        return found.entrySet().stream()
                .flatMap(e -> of(e.getKey().first(), e.getKey().last(), e.getValue()).stream())
                .toList();
    }

    private static Optional<TrackerTable> of(String schema, String table, Map<String, String> columns) {
        return TrackerShape.of(table, columns).map(shape -> new TrackerTable(shape, schema, table, columns));
    }

    /** The generated table of that name stands for this one. */
    DSLContext in(DSLContext sql, String generated) {
        var mapping = new RenderMapping()
                .withSchemata(new MappedSchema()
                        .withInput("tracker")
                        .withOutput(schema)
                        .withTables(new MappedTable().withInput(generated).withOutput(table)));
        var settings = (org.jooq.conf.Settings) sql.settings().clone();
        return DSL.using(sql.configuration().derive(settings.withRenderMapping(mapping)));
    }
}
