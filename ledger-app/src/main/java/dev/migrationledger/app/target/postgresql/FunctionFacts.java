package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_LANGUAGE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_PROC;
import static dev.migrationledger.app.target.postgresql.RelationReader.text;

import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import java.util.HashMap;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Functions, procedures and aggregates: what they are called with and give back is hard, how they do it is soft. */
final class FunctionFacts {
    private static final Field<String> TYPES =
            CatalogSql.text("pg_catalog.oidvectortypes({0})", PG_PROC.PROARGTYPES).as("argument_types");
    private static final Field<String> ARGUMENTS =
            CatalogSql.definition("pg_get_function_arguments", PG_PROC.OID).as("arguments");
    private static final Field<String> RESULT =
            CatalogSql.definition("pg_get_function_result", PG_PROC.OID).as("result");
    private static final Field<String> SETTINGS =
            CatalogSql.text("pg_catalog.array_to_string({0}, ', ')", PG_PROC.PROCONFIG).as("settings");

    private FunctionFacts() {}

    static void read(SchemaReading reading) {
        var sqlBody = (reading.version() >= 14
                        ? CatalogSql.definition("pg_get_function_sqlbody", PG_PROC.OID)
                        : DSL.castNull(String.class))
                .as("sql_body");
        var rows = reading.sql()
                .select(
                        PG_PROC.OID,
                        PG_NAMESPACE.NSPNAME,
                        PG_PROC.PRONAME,
                        PG_PROC.PROKIND,
                        TYPES,
                        ARGUMENTS,
                        RESULT,
                        PG_PROC.PROSRC,
                        sqlBody,
                        PG_LANGUAGE.LANNAME,
                        PG_PROC.PROVOLATILE,
                        PG_PROC.PROISSTRICT,
                        PG_PROC.PROSECDEF,
                        PG_PROC.PROPARALLEL,
                        SETTINGS)
                .from(PG_PROC)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_PROC.PRONAMESPACE))
                .join(PG_LANGUAGE)
                .on(PG_LANGUAGE.OID.eq(PG_PROC.PROLANG))
                .where(CatalogSql.isLookedAt(PG_NAMESPACE))
                .fetch();
        for (var row : rows) {
            if (!reading.isIgnored(CatalogSql.FUNCTIONS, row.get(PG_PROC.OID))) {
                add(reading, row, text(row, sqlBody));
            }
        }
    }

    private static void add(SchemaReading reading, Record row, String sqlBody) {
        var hard = new HashMap<String, String>();
        hard.put("kind", kind(row.get(PG_PROC.PROKIND)));
        hard.put("returns", text(row, RESULT));
        var soft = new HashMap<String, String>();
        // Servers before 14 write IN before every argument of a procedure.
        soft.put("arguments", text(row, ARGUMENTS).replaceAll("(^|, )IN ", "$1"));
        soft.put("body", (sqlBody.isEmpty() ? row.get(PG_PROC.PROSRC) : sqlBody).strip().replaceAll("\\s+", " "));
        soft.put("language", row.get(PG_LANGUAGE.LANNAME));
        soft.put("volatility", volatility(row.get(PG_PROC.PROVOLATILE)));
        soft.put("null-input", row.get(PG_PROC.PROISSTRICT) ? "strict" : "");
        soft.put("security", row.get(PG_PROC.PROSECDEF) ? "definer" : "");
        soft.put("parallel", parallel(row.get(PG_PROC.PROPARALLEL)));
        soft.put("settings", text(row, SETTINGS));
        var name = SqlName.of(row.get(PG_NAMESPACE.NSPNAME), row.get(PG_PROC.PRONAME)) + "(" + row.get(TYPES) + ")";
        var cosmetic = new HashMap<String, String>();
        if (sqlBody.isEmpty()) {
            cosmetic.put("formatting", row.get(PG_PROC.PROSRC));
        }
        reading.fact(CatalogSql.FUNCTIONS, row.get(PG_PROC.OID), ObjectKind.FUNCTION, name, hard, soft, cosmetic);
    }

    private static String kind(String code) {
        return switch (code) {
            case "p" -> "procedure";
            case "a" -> "aggregate";
            case "w" -> "window function";
            default -> "function";
        };
    }

    private static String volatility(String code) {
        return switch (code) {
            case "i" -> "immutable";
            case "s" -> "stable";
            default -> "volatile";
        };
    }

    private static String parallel(String code) {
        return switch (code) {
            case "s" -> "safe";
            case "r" -> "restricted";
            default -> "";
        };
    }
}
