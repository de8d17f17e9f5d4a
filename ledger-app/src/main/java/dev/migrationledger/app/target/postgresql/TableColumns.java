package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Which columns tables have, in one query. */
final class TableColumns {
    private TableColumns() {}

    /** @return keyed by schema and table */
    static Map<List<String>, List<String>> of(DSLContext sql, Collection<String> schemas) {
        var columns = new HashMap<List<String>, List<String>>();
        sql.select(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME, PG_ATTRIBUTE.ATTNAME)
                .from(PG_CLASS)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .join(PG_ATTRIBUTE)
                .on(PG_ATTRIBUTE.ATTRELID.eq(PG_CLASS.OID))
                .where(PG_NAMESPACE.NSPNAME.in(schemas))
                .and(PG_CLASS.RELKIND.in("r", "p", "f", "v", "m"))
                .and(PG_ATTRIBUTE.ATTNUM.gt((short) 0))
                .and(DSL.not(PG_ATTRIBUTE.ATTISDROPPED))
                .forEach(row -> columns.computeIfAbsent(List.of(row.value1(), row.value2()), _ -> new ArrayList<>())
                        .add(row.value3()));
        return columns;
    }
}
