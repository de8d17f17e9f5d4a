package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRDEF;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CONSTRAINT;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_DEPEND;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_REWRITE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_TYPE;

import dev.migrationledger.app.target.postgresql.SchemaReading.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SequencedSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** An order in which objects can be made: what one needs comes before it (manual, "pg_depend"). */
final class ObjectOrder {
    /** {@code pg_rewrite} and {@code pg_attrdef}; see {@link CatalogSql}. */
    private static final long RULES = 2618;

    private static final long DEFAULTS = 2604;

    private final Map<ObjectId, ObjectId> wholes = new HashMap<>();
    private final Map<ObjectId, Set<ObjectId>> needs = new HashMap<>();

    ObjectOrder(DSLContext sql) {
        var user = DSL.inline(CatalogSql.FIRST_USER_OBJECT);
        sql.select(PG_REWRITE.OID, PG_REWRITE.EV_CLASS)
                .from(PG_REWRITE)
                .where(PG_REWRITE.OID.ge(user))
                .forEach(row -> part(RULES, row.value1(), CatalogSql.RELATIONS, row.value2()));
        sql.select(PG_ATTRDEF.OID, PG_ATTRDEF.ADRELID)
                .from(PG_ATTRDEF)
                .forEach(row -> part(DEFAULTS, row.value1(), CatalogSql.RELATIONS, row.value2()));
        sql.select(PG_CONSTRAINT.OID, PG_CONSTRAINT.CONRELID, PG_CONSTRAINT.CONTYPID)
                .from(PG_CONSTRAINT)
                .where(PG_CONSTRAINT.OID.ge(user))
                .and(PG_CONSTRAINT.CONTYPE.ne("f"))
                .forEach(row -> {
                    var onTable = row.value2() != 0;
                    part(
                            CatalogSql.CONSTRAINTS,
                            row.value1(),
                            onTable ? CatalogSql.RELATIONS : CatalogSql.TYPES,
                            onTable ? row.value2() : row.value3());
                });
        sql.select(PG_TYPE.OID, PG_TYPE.TYPRELID, PG_TYPE.TYPELEM)
                .from(PG_TYPE)
                .where(PG_TYPE.OID.ge(user))
                .forEach(row -> {
                    if (row.value2() != 0) {
                        part(CatalogSql.TYPES, row.value1(), CatalogSql.RELATIONS, row.value2());
                    } else if (row.value3() != 0) {
                        part(CatalogSql.TYPES, row.value1(), CatalogSql.TYPES, row.value3());
                    }
                });
        sql.select(PG_DEPEND.CLASSID, PG_DEPEND.OBJID, PG_DEPEND.REFCLASSID, PG_DEPEND.REFOBJID)
                .from(PG_DEPEND)
                .where(PG_DEPEND.OBJID.ge(user))
                .and(PG_DEPEND.REFOBJID.ge(user))
                .forEach(row -> need(
                        new ObjectId(row.value1(), row.value2(), 0), new ObjectId(row.value3(), row.value4(), 0)));
    }

    private void part(long catalog, long oid, long wholeCatalog, long whole) {
        wholes.put(new ObjectId(catalog, oid, 0), new ObjectId(wholeCatalog, whole, 0));
    }

    private ObjectId whole(ObjectId object) {
        var at = object;
        for (int i = 0; i < 4 && wholes.containsKey(at); i++) {
            at = wholes.get(at);
        }
        return at;
    }

    private void need(ObjectId object, ObjectId needed) {
        needs.computeIfAbsent(object, _ -> new HashSet<>()).add(needed);
    }

    /** @param objects in the order that is kept wherever nothing speaks against it */
    List<ObjectId> sorted(List<ObjectId> objects) {
        var edges = new HashMap<ObjectId, Set<ObjectId>>();
        needs.forEach((object, needed) -> needed.forEach(n ->
                edges.computeIfAbsent(whole(object), _ -> new LinkedHashSet<>()).add(whole(n))));
        SequencedSet<ObjectId> sorted = new LinkedHashSet<>();
        var wanted = Set.copyOf(objects);
        objects.forEach(object -> visit(object, edges, wanted, sorted, new HashSet<>()));
        return new ArrayList<>(sorted);
    }

    private static void visit(
            ObjectId object,
            Map<ObjectId, Set<ObjectId>> edges,
            Set<ObjectId> wanted,
            SequencedSet<ObjectId> sorted,
            Set<ObjectId> path) {
        if (sorted.contains(object) || !path.add(object)) {
            return;
        }
        for (var needed : edges.getOrDefault(object, Set.of())) {
            if (wanted.contains(needed)) {
                visit(needed, edges, wanted, sorted, path);
            }
        }
        sorted.add(object);
    }
}
