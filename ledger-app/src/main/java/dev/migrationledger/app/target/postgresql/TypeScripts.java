package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_COLLATION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CONSTRAINT;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ENUM;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_PROC;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_RANGE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_TYPE;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** CREATE statements of enums, domains, ranges and functions. */
final class TypeScripts {
    private final DSLContext sql;
    private final Quoting quoting;

    TypeScripts(DSLContext sql, Quoting quoting) {
        this.sql = sql;
        this.quoting = quoting;
    }

    String name(long type) {
        var row = sql.select(PG_NAMESPACE.NSPNAME, PG_TYPE.TYPNAME)
                .from(PG_TYPE)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_TYPE.TYPNAMESPACE))
                .where(PG_TYPE.OID.eq(type))
                .fetchSingle();
        return quoting.name(row.value1(), row.value2());
    }

    /** True while there is no type of that name. */
    String absent(String name) {
        return "to_regtype(" + quoting.text(name) + ") is null";
    }

    String enumeration(long type) {
        return "create type " + name(type) + " as enum ("
                + sql.select(PG_ENUM.ENUMLABEL)
                        .from(PG_ENUM)
                        .where(PG_ENUM.ENUMTYPID.eq(type))
                        .orderBy(PG_ENUM.ENUMSORTORDER)
                        .fetch(0, String.class)
                        .stream()
                        .map(quoting::text)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    String range(long type) {
        Field<String> subtype = CatalogSql.typeName(PG_RANGE.RNGSUBTYPE, DSL.castNull(Integer.class));
        return "create type " + name(type) + " as range (subtype = "
                + sql.select(subtype).from(PG_RANGE).where(PG_RANGE.RNGTYPID.eq(type)).fetchSingle(0, String.class) + ")";
    }

    String domain(long type) {
        Field<String> base = CatalogSql.typeName(PG_TYPE.TYPBASETYPE, PG_TYPE.TYPTYPMOD);
        Field<String> initial = CatalogSql.expression(PG_TYPE.TYPDEFAULTBIN, DSL.inline(0L));
        var baseType = PG_TYPE.as("base_type");
        var row = sql.select(base, initial, PG_TYPE.TYPNOTNULL, PG_COLLATION.COLLNAME)
                .from(PG_TYPE)
                .join(baseType)
                .on(baseType.OID.eq(PG_TYPE.TYPBASETYPE))
                .leftJoin(PG_COLLATION)
                .on(PG_COLLATION.OID.eq(PG_TYPE.TYPCOLLATION).and(PG_TYPE.TYPCOLLATION.ne(baseType.TYPCOLLATION)))
                .where(PG_TYPE.OID.eq(type))
                .fetchSingle();
        Field<String> definition = CatalogSql.definition("pg_get_constraintdef", PG_CONSTRAINT.OID);
        var checks = sql.select(PG_CONSTRAINT.CONNAME, definition)
                .from(PG_CONSTRAINT)
                .where(PG_CONSTRAINT.CONTYPID.eq(type))
                .and(PG_CONSTRAINT.CONTYPE.eq("c"))
                .orderBy(PG_CONSTRAINT.CONNAME)
                .fetch(check -> " constraint " + quoting.name(check.value1()) + " " + check.value2());
        return "create domain " + name(type) + " as " + row.value1()
                + Optional.ofNullable(row.value4()).map(c -> " collate " + quoting.name(c)).orElse("")
                + Optional.ofNullable(row.value2()).map(d -> " default " + d).orElse("")
                + (row.value3() ? " not null" : "") + String.join("", checks);
    }

    /** With its schema and the types of its arguments. */
    String signature(long function) {
        return routine(function).get(1, String.class);
    }

    /** {@code function} or {@code procedure}; empty for aggregates and window functions. */
    Optional<String> kind(long function) {
        return switch (routine(function).get(PG_PROC.PROKIND)) {
            case "f" -> Optional.of("function");
            case "p" -> Optional.of("procedure");
            default -> Optional.empty();
        };
    }

    private Record routine(long function) {
        Field<String> signature = CatalogSql.text("{0}::pg_catalog.regprocedure::text", PG_PROC.OID);
        return sql.select(PG_PROC.PROKIND, signature).from(PG_PROC).where(PG_PROC.OID.eq(function)).fetchSingle();
    }

    String function(long function) {
        Field<String> definition = CatalogSql.definition("pg_get_functiondef", PG_PROC.OID);
        return sql.select(definition)
                .from(PG_PROC)
                .where(PG_PROC.OID.eq(function))
                .fetchSingle(0, String.class)
                .strip()
                .replaceFirst("^CREATE OR REPLACE", "create");
    }

    /** True while there is no function of that name with those arguments. */
    String functionAbsent(long function) {
        return "to_regprocedure(" + quoting.text(signature(function)) + ") is null";
    }
}
