package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRDEF;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_COLLATION;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DEPEND;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_INHERITS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_SEQUENCE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_TYPE;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** The two queries that fetch every relation and every column. */
final class RelationReader {
    static final Field<String> BOUND = CatalogSql.expression(PG_CLASS.RELPARTBOUND, PG_CLASS.OID).as("bound");
    static final Field<String> PARTITION_KEY = DSL.when(
                    PG_CLASS.RELKIND.eq("p"), CatalogSql.definition("pg_get_partkeydef", PG_CLASS.OID))
            .as("partition_key");
    static final Field<String> QUERY = DSL.when(
                    PG_CLASS.RELKIND.in("v", "m"), CatalogSql.definition("pg_get_viewdef", PG_CLASS.OID))
            .as("query");
    static final Field<String> OPTIONS = CatalogSql.text("pg_catalog.array_to_string({0}, ', ')", PG_CLASS.RELOPTIONS)
            .as("options");
    static final Field<String> PARENTS = DSL.when(
                    PG_CLASS.RELKIND.in("r", "p", "f"),
                    DSL.field(DSL.select(CatalogSql.text(
                                    "pg_catalog.string_agg({0}::pg_catalog.regclass::text, ', ' order by {1})",
                                    PG_INHERITS.INHPARENT,
                                    PG_INHERITS.INHSEQNO))
                            .from(PG_INHERITS)
                            .where(PG_INHERITS.INHRELID.eq(PG_CLASS.OID))))
            .as("parents");
    static final Field<String> SEQUENCE_TYPE =
            CatalogSql.typeName(PG_SEQUENCE.SEQTYPID, DSL.castNull(Integer.class)).as("sequence_type");

    static final Field<String> COLUMN_TYPE =
            CatalogSql.typeName(PG_ATTRIBUTE.ATTTYPID, PG_ATTRIBUTE.ATTTYPMOD).as("column_type");
    static final Field<String> DEFAULT =
            CatalogSql.expression(PG_ATTRDEF.ADBIN, PG_ATTRDEF.ADRELID).as("default_text");

    private RelationReader() {}

    /** Tables, views, sequences and composite types, with the column that owns a sequence. */
    static Result<? extends Record> relations(DSLContext sql) {
        return sql.select(
                        PG_CLASS.OID,
                        PG_NAMESPACE.NSPNAME,
                        PG_CLASS.RELNAME,
                        PG_CLASS.RELKIND,
                        PG_CLASS.RELPERSISTENCE,
                        PG_CLASS.RELROWSECURITY,
                        PG_CLASS.RELFORCEROWSECURITY,
                        PG_CLASS.RELISPARTITION,
                        BOUND,
                        PARTITION_KEY,
                        QUERY,
                        OPTIONS,
                        PARENTS,
                        SEQUENCE_TYPE,
                        PG_SEQUENCE.SEQSTART,
                        PG_SEQUENCE.SEQINCREMENT,
                        PG_SEQUENCE.SEQMIN,
                        PG_SEQUENCE.SEQMAX,
                        PG_SEQUENCE.SEQCACHE,
                        PG_SEQUENCE.SEQCYCLE,
                        PG_DEPEND.REFOBJID,
                        PG_DEPEND.REFOBJSUBID)
                .from(PG_CLASS)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .leftJoin(PG_SEQUENCE)
                .on(PG_SEQUENCE.SEQRELID.eq(PG_CLASS.OID))
                .leftJoin(PG_DEPEND)
                .on(PG_CLASS.RELKIND
                        .eq("S")
                        .and(PG_DEPEND.CLASSID.eq(CatalogSql.RELATIONS))
                        .and(PG_DEPEND.OBJID.eq(PG_CLASS.OID))
                        .and(PG_DEPEND.REFCLASSID.eq(CatalogSql.RELATIONS))
                        .and(PG_DEPEND.REFOBJSUBID.gt(0))
                        .and(PG_DEPEND.DEPTYPE.in("a", "i")))
                .where(PG_CLASS.RELKIND.in("r", "p", "f", "v", "m", "S", "c"))
                .and(CatalogSql.isLookedAt(PG_NAMESPACE))
                .fetch();
    }

    /** Columns that are not dropped, by relation, then number. */
    static Result<? extends Record> columns(DSLContext sql) {
        return sql.select(
                        PG_ATTRIBUTE.ATTRELID,
                        PG_ATTRIBUTE.ATTNUM,
                        PG_ATTRIBUTE.ATTNAME,
                        COLUMN_TYPE,
                        PG_ATTRIBUTE.ATTNOTNULL,
                        PG_ATTRIBUTE.ATTIDENTITY,
                        PG_ATTRIBUTE.ATTGENERATED,
                        DEFAULT,
                        PG_COLLATION.COLLNAME)
                .from(PG_ATTRIBUTE)
                .join(PG_CLASS)
                .on(PG_CLASS.OID.eq(PG_ATTRIBUTE.ATTRELID))
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .join(PG_TYPE)
                .on(PG_TYPE.OID.eq(PG_ATTRIBUTE.ATTTYPID))
                .leftJoin(PG_ATTRDEF)
                .on(PG_ATTRDEF.ADRELID.eq(PG_ATTRIBUTE.ATTRELID).and(PG_ATTRDEF.ADNUM.eq(PG_ATTRIBUTE.ATTNUM)))
                .leftJoin(PG_COLLATION)
                .on(PG_COLLATION.OID.eq(PG_ATTRIBUTE.ATTCOLLATION).and(PG_ATTRIBUTE.ATTCOLLATION.ne(PG_TYPE.TYPCOLLATION)))
                .where(PG_CLASS.RELKIND.in("r", "p", "f", "v", "m", "c"))
                .and(CatalogSql.isLookedAt(PG_NAMESPACE))
                .and(PG_ATTRIBUTE.ATTNUM.gt((short) 0))
                .and(DSL.not(PG_ATTRIBUTE.ATTISDROPPED))
                .orderBy(PG_ATTRIBUTE.ATTRELID, PG_ATTRIBUTE.ATTNUM)
                .fetch();
    }

    /** Left joins leave fields empty. */
    static <T> Optional<T> value(Record row, Field<T> field) {
        return Optional.ofNullable(row.get(field));
    }

    static String text(Record row, Field<String> field) {
        return value(row, field).orElse("");
    }
}
