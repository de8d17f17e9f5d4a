package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.migration_ledger.Tables.IDENTITY;
import static dev.migrationledger.app.jooq.migration_ledger.Tables.MARKER;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_CLASS;
import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_NAMESPACE;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import dev.migrationledger.core.schema.SqlName;
import dev.migrationledger.core.target.TrackerReading;
import dev.migrationledger.core.target.TrackerShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.SelectOrderByStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Finds version tables in every schema, whoever made them, and reads them: two queries, whatever their number. Flyway's
 * repeatable migrations have no version and are not in the rows.
 */
public final class PostgresTrackers {
    /** A column that some tool's tracker has and few other tables have. */
    private static final List<String> TELLING = List.of("version_num", "installed_rank", "version", "migration_name");

    private PostgresTrackers() {}

    /** @param sql in a transaction of {@link ReadOnly}; @return sorted by schema and name; our own first */
    public static List<TrackerReading> read(DSLContext sql) {
        var found = find(sql);
        if (found.isEmpty()) {
            return List.of();
        }
        var queries = new ArrayList<Select<Record4<Integer, Long, String, Boolean>>>();
        for (var tracker : found) {
            queries.add(query(queries.size(), tracker));
        }
        var rows = new LinkedHashMap<Integer, List<String>>();
        var dirty = new LinkedHashMap<Integer, Boolean>();
        sql.fetch(union(queries).orderBy(1, 2)).forEach(row -> {
            dirty.merge(row.value1(), row.value4(), Boolean::logicalOr);
            Optional.ofNullable(row.value3())
                    .ifPresent(v -> rows.computeIfAbsent(row.value1(), _ -> new ArrayList<>())
                            .add(v));
        });
        var readings = new ArrayList<TrackerReading>();
        for (var i = 0; i < found.size(); i++) {
            readings.add(new TrackerReading(
                    found.get(i).kind(),
                    found.get(i).qualifiedName(),
                    rows.getOrDefault(i, List.of()),
                    dirty.getOrDefault(i, false)));
        }
        return readings;
    }

    /** @param shape empty: the ledger's own table */
    private record Found(String schema, String table, Optional<TrackerShape> shape) {
        String kind() {
            return shape.map(TrackerShape::kind).orElse("ledger");
        }

        String qualifiedName() {
            return SqlName.of(schema, table);
        }

        Table<?> asTable() {
            return DSL.table(name(schema, table));
        }
    }

    private static List<Found> find(DSLContext sql) {
        var telling = PG_ATTRIBUTE.as("telling");
        var type = CatalogSql.typeName(PG_ATTRIBUTE.ATTTYPID, PG_ATTRIBUTE.ATTTYPMOD).as("column_type");
        var tables = new LinkedHashMap<List<String>, Map<String, String>>();
        sql.select(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME, PG_ATTRIBUTE.ATTNAME, type)
                .from(PG_CLASS)
                .join(PG_NAMESPACE)
                .on(PG_NAMESPACE.OID.eq(PG_CLASS.RELNAMESPACE))
                .join(PG_ATTRIBUTE)
                .on(PG_ATTRIBUTE.ATTRELID.eq(PG_CLASS.OID))
                .where(PG_CLASS.RELKIND.in("r", "p"))
                .and(PG_ATTRIBUTE.ATTNUM.gt((short) 0))
                .and(DSL.not(PG_ATTRIBUTE.ATTISDROPPED))
                .and(PG_NAMESPACE
                        .NSPNAME
                        .eq("migration_ledger")
                        .and(PG_CLASS.RELNAME.eq("identity"))
                        .or(CatalogSql.isLookedAt(PG_NAMESPACE)
                                .and(PG_CLASS.OID.in(select(telling.ATTRELID)
                                        .from(telling)
                                        .where(telling.ATTNAME.in(TELLING))))))
                .orderBy(PG_NAMESPACE.NSPNAME, PG_CLASS.RELNAME)
                .forEach(row -> tables.computeIfAbsent(
                                List.of(row.value1(), row.value2()), _ -> new LinkedHashMap<>())
                        .put(row.value3(), row.value4()));
        var found = new ArrayList<Found>();
        tables.forEach((id, columns) -> {
            if (id.getFirst().equals("migration_ledger")) {
                found.addFirst(new Found(id.getFirst(), id.getLast(), Optional.empty()));
            } else {
                TrackerShape.of(id.getLast(), columns)
                        .ifPresent(shape -> found.add(new Found(id.getFirst(), id.getLast(), Optional.of(shape))));
            }
        });
        return found;
    }

    /** Index of the tracker, order of the row, version (null: none), whether the row says that something is half done. */
    private static Select<Record4<Integer, Long, String, Boolean>> query(int index, Found tracker) {
        return tracker.shape()
                .map(shape -> switch (shape) {
                    case ALEMBIC -> versions(index, tracker, "version_num", "version_num");
                    case RAILS, DBMATE -> versions(index, tracker, "version", "version");
                    case MIGRATION_NAME -> versions(index, tracker, "migration_name", "migration_name");
                    case GOLANG_MIGRATE -> rows(
                            index, tracker, "version", text("version"), field(name("dirty"), Boolean.class));
                    case FLYWAY -> flyway(index, tracker);
                })
                .orElseGet(() -> ours(index));
    }

    private static Select<Record4<Integer, Long, String, Boolean>> versions(
            int index, Found tracker, String column, String order) {
        return rows(index, tracker, order, text(column), inline(false));
    }

    private static Select<Record4<Integer, Long, String, Boolean>> rows(
            int index, Found tracker, String order, Field<String> version, Field<Boolean> dirty) {
        var position = rowNumber().over().orderBy(field(name(order))).cast(SQLDataType.BIGINT);
        return select(inline(index), position, version, dirty).from(tracker.asTable());
    }

    /** Later rows take earlier ones back: an undone version, and one that repair marked as deleted, is not applied. */
    private static Select<Record4<Integer, Long, String, Boolean>> flyway(int index, Found tracker) {
        var later = tracker.asTable().as("later");
        var version = field(name("h", "version"), String.class);
        var success = field(name("h", "success"), Boolean.class);
        var type = field(name("h", "type"), String.class);
        var rank = field(name("h", "installed_rank"), Long.class);
        var takenBack = DSL.exists(DSL.selectOne()
                .from(later)
                .where(field(name("later", "version"), String.class).eq(version))
                .and(field(name("later", "installed_rank"), Long.class).gt(rank))
                .and(isTakingBack(field(name("later", "type"), String.class)))
                .and(field(name("later", "success"), Boolean.class)));
        var applied = DSL.condition(success).and(DSL.not(isTakingBack(type))).and(DSL.not(takenBack));
        return select(
                        inline(index),
                        rank.cast(SQLDataType.BIGINT),
                        DSL.when(applied, version.cast(SQLDataType.CLOB)),
                        DSL.not(success))
                .from(tracker.asTable().as("h"));
    }

    private static org.jooq.Condition isTakingBack(Field<String> type) {
        return type.in("DELETE", "UNDO_SQL", "UNDO_JDBC", "UNDO_SCRIPT");
    }

    private static Select<Record4<Integer, Long, String, Boolean>> ours(int index) {
        var head = DSL.field("head.id", String.class);
        var whole = MARKER.as("whole");
        var half = DSL.exists(DSL.selectOne()
                .from(MARKER)
                .where(MARKER.STATEMENT.gt(0))
                .andNotExists(DSL.selectOne()
                        .from(whole)
                        .where(whole.REVISION.eq(MARKER.REVISION), whole.STATEMENT.eq(0))));
        return select(inline(index), DSL.field("head.place", Long.class), head, DSL.field(half))
                .from(IDENTITY)
                .leftJoin(DSL.lateral(DSL.table("unnest({0}) with ordinality", IDENTITY.HEADS))
                        .as("head", "id", "place"))
                .on(DSL.trueCondition());
    }

    private static Field<String> text(String column) {
        return field(name(column)).cast(SQLDataType.CLOB);
    }

    private static SelectOrderByStep<Record4<Integer, Long, String, Boolean>> union(
            List<Select<Record4<Integer, Long, String, Boolean>>> queries) {
        SelectOrderByStep<Record4<Integer, Long, String, Boolean>> all = select(
                        inline(0), inline(0L), inline((String) null, SQLDataType.CLOB), inline(false))
                .where(falseCondition());
        for (var query : queries) {
            all = all.unionAll(query);
        }
        return all;
    }
}
