package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DEPEND;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DESCRIPTION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_EXTENSION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.SqlName;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Takes a snapshot in fourteen statements, whatever the size of the schema. The caller's transaction must be one that
 * {@link ReadOnly} opened: it makes the snapshot one instant, and its settings keep search path, time zone and the like
 * out of the texts.
 */
public final class PostgresSnapshot {
    private PostgresSnapshot() {}

    /** @param version the server's major version, 12 or later */
    public static SchemaSnapshot read(DSLContext sql, int version) {
        return read(sql, version, _ -> false);
    }

    /** @param excluded qualified names of further tables that are not looked at; trackers never are */
    public static SchemaSnapshot read(DSLContext sql, int version, Predicate<String> excluded) {
        return reading(sql, version, excluded).facts().snapshot();
    }

    /** The snapshot with what each fact is about. */
    static SchemaReading reading(DSLContext sql, int version, Predicate<String> excluded) {
        var reading = new SchemaReading(sql, version);
        readMembers(reading);
        readSchemas(reading);
        readExtensions(reading);
        new RelationFacts(reading, excluded).read();
        var constraints = new ConstraintFacts(reading);
        constraints.read();
        IndexFacts.read(reading, constraints);
        TypeFacts.read(reading, constraints);
        FunctionFacts.read(reading);
        TriggerFacts.readTriggers(reading);
        TriggerFacts.readPolicies(reading);
        readComments(reading);
        return reading;
    }

    /** Objects of extensions, and functions that the server makes for types. */
    private static void readMembers(SchemaReading reading) {
        reading.sql()
                .select(PG_DEPEND.CLASSID, PG_DEPEND.OBJID)
                .from(PG_DEPEND)
                .where(PG_DEPEND.DEPTYPE.eq("e"))
                .or(PG_DEPEND.DEPTYPE.eq("i").and(PG_DEPEND.CLASSID.eq(CatalogSql.FUNCTIONS)))
                .forEach(row -> reading.ignore(row.get(PG_DEPEND.CLASSID), row.get(PG_DEPEND.OBJID)));
    }

    /** {@code public} is there in every new database and proves nothing. */
    private static void readSchemas(SchemaReading reading) {
        reading.sql()
                .select(PG_NAMESPACE.OID, PG_NAMESPACE.NSPNAME)
                .from(PG_NAMESPACE)
                .where(CatalogSql.isLookedAt(PG_NAMESPACE))
                .and(PG_NAMESPACE.NSPNAME.ne("public"))
                .forEach(row -> {
                    var oid = row.get(PG_NAMESPACE.OID);
                    if (!reading.isIgnored(CatalogSql.NAMESPACES, oid)) {
                        var name = SqlName.of(row.get(PG_NAMESPACE.NSPNAME));
                        reading.fact(
                                CatalogSql.NAMESPACES, oid, ObjectKind.SCHEMA, name, Map.of(), Map.of(), Map.of());
                    }
                });
    }

    private static void readExtensions(SchemaReading reading) {
        reading.sql()
                .select(PG_EXTENSION.EXTNAME, PG_NAMESPACE.NSPNAME, PG_EXTENSION.EXTVERSION)
                .from(PG_EXTENSION)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_EXTENSION.EXTNAMESPACE))
                .where(PG_EXTENSION.EXTNAME.ne("plpgsql"))
                .forEach(row -> reading.facts()
                        .add(
                                ObjectKind.EXTENSION,
                                row.get(PG_EXTENSION.EXTNAME),
                                Map.of(),
                                Map.of("schema", row.get(PG_NAMESPACE.NSPNAME)),
                                Map.of("version", row.get(PG_EXTENSION.EXTVERSION))));
    }

    /** Comments on objects that have a fact or are a part of one. */
    private static void readComments(SchemaReading reading) {
        reading.sql()
                .select(
                        PG_DESCRIPTION.CLASSOID,
                        PG_DESCRIPTION.OBJOID,
                        PG_DESCRIPTION.OBJSUBID,
                        PG_DESCRIPTION.DESCRIPTION)
                .from(PG_DESCRIPTION)
                .where(PG_DESCRIPTION.OBJOID.ge(DSL.inline(CatalogSql.FIRST_USER_OBJECT)))
                .forEach(row -> reading.key(
                                row.get(PG_DESCRIPTION.CLASSOID),
                                row.get(PG_DESCRIPTION.OBJOID),
                                row.get(PG_DESCRIPTION.OBJSUBID))
                        .ifPresent(key -> reading.facts()
                                .add(
                                        ObjectKind.COMMENT,
                                        key.toString(),
                                        Map.of(),
                                        Map.of("text", row.get(PG_DESCRIPTION.DESCRIPTION)),
                                        Map.of())));
    }
}
