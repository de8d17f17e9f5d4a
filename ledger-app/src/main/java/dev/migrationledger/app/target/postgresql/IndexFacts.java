package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_INDEX;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import dev.migrationledger.core.schema.IndexText;
import dev.migrationledger.core.schema.ObjectKind;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Indexes that no constraint brought along; those of partitions that their parent's index brought along are left out. */
final class IndexFacts {
    private static final Field<String> DEFINITION =
            CatalogSql.definition("pg_get_indexdef", PG_INDEX.INDEXRELID).as("definition");

    private IndexFacts() {}

    static void read(SchemaReading reading, ConstraintFacts constraints) {
        var rows = reading.sql()
                .select(
                        PG_INDEX.INDEXRELID,
                        PG_INDEX.INDRELID,
                        PG_INDEX.INDISUNIQUE,
                        PG_INDEX.INDISVALID,
                        PG_CLASS.RELNAME,
                        DEFINITION)
                .from(PG_INDEX)
                .join(PG_CLASS)
                .on(PG_CLASS.OID.eq(PG_INDEX.INDEXRELID))
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .where(CatalogSql.isLookedAt(PG_NAMESPACE))
                .and(DSL.not(PG_INDEX.INDISPRIMARY))
                .and(DSL.not(PG_CLASS.RELISPARTITION))
                .fetch();
        for (var row : rows) {
            if (!constraints.isBehindConstraint(row.get(PG_INDEX.INDEXRELID))) {
                reading.relation(row.get(PG_INDEX.INDRELID)).ifPresent(table -> add(reading, table, row));
            }
        }
    }

    private static void add(SchemaReading reading, Relation table, Record row) {
        var text = IndexText.of(CatalogSql.present(row, DEFINITION));
        reading.fact(
                CatalogSql.RELATIONS,
                row.get(PG_INDEX.INDEXRELID),
                ObjectKind.INDEX,
                table.qualifiedName() + text.structure(),
                Map.of(
                        "unique", row.get(PG_INDEX.INDISUNIQUE) ? "yes" : "no",
                        "validity", row.get(PG_INDEX.INDISVALID) ? "" : "invalid",
                        "nulls", text.nulls()),
                Map.of(),
                Map.of("name", row.get(PG_CLASS.RELNAME), "options", text.options()));
    }
}
