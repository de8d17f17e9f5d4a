package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_POLICY;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_TRIGGER;
import static dev.migrationledger.app.target.postgresql.RelationReader.text;

import dev.migrationledger.core.schema.ExpressionText;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SqlName;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Triggers and row security policies. */
final class TriggerFacts {
    private static final Field<String> DEFINITION =
            CatalogSql.definition("pg_get_triggerdef", PG_TRIGGER.OID).as("definition");
    private static final Field<String> USING =
            CatalogSql.expression(PG_POLICY.POLQUAL, PG_POLICY.POLRELID).as("using_text");
    private static final Field<String> CHECK =
            CatalogSql.expression(PG_POLICY.POLWITHCHECK, PG_POLICY.POLRELID).as("check_text");
    private static final Field<String> ROLES = CatalogSql.text(
                    "(select pg_catalog.string_agg(r.rolname, ', ' order by r.rolname) from pg_catalog.pg_roles r"
                            + " where r.oid = any({0}))",
                    PG_POLICY.POLROLES)
            .as("roles");

    private TriggerFacts() {}

    /** Triggers that constraints and partitioned parents bring along are left out. */
    static void readTriggers(SchemaReading reading) {
        var notInherited = reading.version() >= 13 ? PG_TRIGGER.TGPARENTID.eq(0L) : DSL.noCondition();
        var rows = reading.sql()
                .select(PG_TRIGGER.OID, PG_TRIGGER.TGRELID, PG_TRIGGER.TGNAME, PG_TRIGGER.TGENABLED, DEFINITION)
                .from(PG_TRIGGER)
                .join(PG_CLASS)
                .on(PG_CLASS.OID.eq(PG_TRIGGER.TGRELID))
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .where(DSL.not(PG_TRIGGER.TGISINTERNAL))
                .and(notInherited)
                .and(CatalogSql.isLookedAt(PG_NAMESPACE))
                .fetch();
        for (var row : rows) {
            reading.relation(row.get(PG_TRIGGER.TGRELID)).ifPresent(table -> {
                var name = table.qualifiedName() + "." + SqlName.of(row.get(PG_TRIGGER.TGNAME));
                var definition = ExpressionText.normalise(CatalogSql.present(row, DEFINITION));
                var hard = Map.of("definition", definition, "enabled", enabled(row.get(PG_TRIGGER.TGENABLED)));
                var oid = row.get(PG_TRIGGER.OID);
                reading.fact(CatalogSql.TRIGGERS, oid, ObjectKind.TRIGGER, name, hard, Map.of(), Map.of());
            });
        }
    }

    private static String enabled(String code) {
        return switch (code) {
            case "D" -> "no";
            case "R" -> "on replica only";
            case "A" -> "always";
            default -> "";
        };
    }

    /** What a policy allows is hard; whom it is for is soft, because roles differ between environments. */
    static void readPolicies(SchemaReading reading) {
        var rows = reading.sql()
                .select(
                        PG_POLICY.OID,
                        PG_POLICY.POLRELID,
                        PG_POLICY.POLNAME,
                        PG_POLICY.POLCMD,
                        PG_POLICY.POLPERMISSIVE,
                        ROLES,
                        USING,
                        CHECK)
                .from(PG_POLICY)
                .fetch();
        for (var row : rows) {
            reading.relation(row.get(PG_POLICY.POLRELID)).ifPresent(table -> addPolicy(reading, table, row));
        }
    }

    private static void addPolicy(SchemaReading reading, Relation table, Record row) {
        var hard = new HashMap<String, String>();
        hard.put("command", command(row.get(PG_POLICY.POLCMD)));
        hard.put("kind", row.get(PG_POLICY.POLPERMISSIVE) ? "permissive" : "restrictive");
        hard.put("using", ExpressionText.normalise(text(row, USING)));
        hard.put("check", ExpressionText.normalise(text(row, CHECK)));
        var name = table.qualifiedName() + "." + SqlName.of(row.get(PG_POLICY.POLNAME));
        var oid = row.get(PG_POLICY.OID);
        var roles = Map.of("roles", text(row, ROLES));
        reading.fact(CatalogSql.POLICIES, oid, ObjectKind.POLICY, name, hard, roles, Map.of());
    }

    private static String command(String code) {
        return switch (code) {
            case "r" -> "select";
            case "a" -> "insert";
            case "w" -> "update";
            case "d" -> "delete";
            default -> "all";
        };
    }
}
