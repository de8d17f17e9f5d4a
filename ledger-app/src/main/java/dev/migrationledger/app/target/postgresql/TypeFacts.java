package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_COLLATION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ENUM;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_RANGE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_TYPE;
import static dev.migrationledger.app.target.postgresql.RelationReader.text;
import static java.util.stream.Collectors.joining;

import dev.migrationledger.core.schema.ExpressionText;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Enums, domains and ranges. */
final class TypeFacts {
    private static final Field<String[]> LABELS = DSL.field(DSL.select(
                            DSL.arrayAgg(PG_ENUM.ENUMLABEL).orderBy(PG_ENUM.ENUMSORTORDER))
                    .from(PG_ENUM)
                    .where(PG_ENUM.ENUMTYPID.eq(PG_TYPE.OID)))
            .as("labels");
    private static final Field<String> BASE =
            CatalogSql.typeName(PG_TYPE.TYPBASETYPE, PG_TYPE.TYPTYPMOD).as("base");
    private static final Field<String> DEFAULT = CatalogSql.expression(PG_TYPE.TYPDEFAULTBIN, DSL.inline(0L))
            .as("default_text");
    private static final Field<String> SUBTYPE = CatalogSql.typeName(PG_RANGE.RNGSUBTYPE, DSL.castNull(Integer.class))
            .as("subtype");

    private TypeFacts() {}

    static void read(SchemaReading reading, ConstraintFacts constraints) {
        var base = PG_TYPE.as("base_type");
        var rows = reading.sql()
                .select(
                        PG_TYPE.OID,
                        PG_NAMESPACE.NSPNAME,
                        PG_TYPE.TYPNAME,
                        PG_TYPE.TYPTYPE,
                        PG_TYPE.TYPNOTNULL,
                        LABELS,
                        BASE,
                        DEFAULT,
                        SUBTYPE,
                        PG_COLLATION.COLLNAME)
                .from(PG_TYPE)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_TYPE.TYPNAMESPACE))
                .leftJoin(base)
                .on(base.OID.eq(PG_TYPE.TYPBASETYPE))
                .leftJoin(PG_COLLATION)
                .on(PG_COLLATION.OID.eq(PG_TYPE.TYPCOLLATION).and(PG_TYPE.TYPCOLLATION.ne(base.TYPCOLLATION)))
                .leftJoin(PG_RANGE)
                .on(PG_RANGE.RNGTYPID.eq(PG_TYPE.OID))
                .where(PG_TYPE.TYPTYPE.in("e", "d", "r"))
                .and(CatalogSql.isLookedAt(PG_NAMESPACE))
                .fetch();
        for (var row : rows) {
            if (!reading.isIgnored(CatalogSql.TYPES, row.get(PG_TYPE.OID))) {
                switch (row.get(PG_TYPE.TYPTYPE)) {
                    case "e" -> fact(reading, row, ObjectKind.ENUM, Map.of("labels", labels(row)), Map.of());
                    case "d" -> domain(reading, row, constraints);
                    case "r" -> fact(
                            reading, row, ObjectKind.TYPE, Map.of("type", "range of " + text(row, SUBTYPE)), Map.of());
                    default -> {}
                }
            }
        }
    }

    private static String labels(Record row) {
        var labels = RelationReader.value(row, LABELS).orElse(new String[0]);
        return Stream.of(labels).map(l -> "'" + l.replace("'", "''") + "'").collect(joining(", "));
    }

    private static void domain(SchemaReading reading, Record row, ConstraintFacts constraints) {
        var checks = constraints.checksOf(row.get(PG_TYPE.OID));
        var hard = new HashMap<String, String>();
        hard.put("type", text(row, BASE));
        hard.put("nullability", row.get(PG_TYPE.TYPNOTNULL) ? "not null" : "");
        hard.put("default", ExpressionText.normalise(text(row, DEFAULT)));
        hard.put("collation", text(row, PG_COLLATION.COLLNAME));
        hard.put("check", checks.stream().map(c -> "(" + c.getKey() + ")").collect(joining(" and ")));
        var names = checks.stream().map(Map.Entry::getValue).collect(joining(", "));
        fact(reading, row, ObjectKind.DOMAIN, hard, Map.of("check-names", names));
    }

    private static void fact(
            SchemaReading reading, Record row, ObjectKind kind, Map<String, String> hard, Map<String, String> cosmetic) {
        var name = SqlName.of(row.get(PG_NAMESPACE.NSPNAME), row.get(PG_TYPE.TYPNAME));
        reading.fact(CatalogSql.TYPES, row.get(PG_TYPE.OID), kind, name, hard, Map.of(), cosmetic);
    }
}
