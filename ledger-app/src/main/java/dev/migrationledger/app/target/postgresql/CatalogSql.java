package dev.migrationledger.app.target.postgresql;

import dev.migrationledger.app.jooq.pg_catalog.tables.PgNamespace;
import java.sql.SQLException;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** The few functions of PostgreSQL's catalog that jOOQ has no word for, and which schemas are looked at. */
final class CatalogSql {
    /** Object ids of the catalogs themselves; fixed in every version (src/include/catalog/*.h). */
    static final long TYPES = 1247;

    static final long FUNCTIONS = 1255;
    static final long RELATIONS = 1259;
    static final long CONSTRAINTS = 2606;
    static final long NAMESPACES = 2615;
    static final long TRIGGERS = 2620;
    static final long EXTENSIONS = 3079;
    static final long POLICIES = 3256;

    /** Ids below belong to initdb (src/include/access/transam.h, FirstNormalObjectId). */
    static final long FIRST_USER_OBJECT = 16384;

    private CatalogSql() {}

    /** Everything but the server's own schemas and the ledger's. */
    static Condition isLookedAt(PgNamespace namespace) {
        return namespace
                .NSPNAME
                .notLike("pg\\_%", '\\')
                .and(namespace.NSPNAME.notIn("information_schema", "migration_ledger"));
    }

    static Field<String> expression(Field<?> tree, Field<Long> relation) {
        return text("pg_catalog.pg_get_expr({0}, {1})", tree, relation);
    }

    static Field<String> typeName(Field<Long> type, Field<Integer> modifier) {
        return text("pg_catalog.format_type({0}, {1})", type, modifier);
    }

    static Field<String> definition(String function, Field<Long> object) {
        return text("pg_catalog." + function + "({0})", object);
    }

    /**
     * A definition that every such object has.
     *
     * @throws DataAccessException when it has none any more, which makes {@link ReadOnly} read again
     */
    static String present(Record row, Field<String> definition) {
        var text = row.get(definition);
        if (text == null) {
            throw new DataAccessException(
                    "no definition", new SQLException("an object was dropped while it was looked at", ReadOnly.GONE_MEANWHILE));
        }
        return text;
    }

    static Field<String> text(String template, Field<?>... arguments) {
        return DSL.field(template, String.class, (Object[]) arguments);
    }
}
