package dev.migrationledger.app.target.tracker;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import dev.migrationledger.core.target.TrackerReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.SelectOrderByStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Reads every tracker in one query. Flyway's repeatable migrations have no version and are not in the rows. */
public final class TrackerQueries {
    private TrackerQueries() {}

    /**
     * A tracker that is there.
     *
     * @param rows given a number that comes back with each row: that number, the row's order, its version (null: none),
     *             whether the row says that something is half done; null where it does not say, which is taken for yes
     */
    public record Found(
            String kind, String qualifiedName, IntFunction<Select<Record4<Integer, Long, String, Boolean>>> rows) {

        public static Found of(TrackerTable tracker) {
            return new Found(tracker.shape().kind(), tracker.qualifiedName(), index -> query(index, tracker));
        }
    }

    /** @return in the order found */
    public static List<TrackerReading> read(DSLContext sql, List<Found> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var queries = new ArrayList<Select<Record4<Integer, Long, String, Boolean>>>();
        found.forEach(tracker -> queries.add(tracker.rows().apply(queries.size())));
        var rows = new LinkedHashMap<Integer, List<String>>();
        var dirty = new LinkedHashMap<Integer, Boolean>();
        sql.fetch(union(queries).orderBy(1, 2)).forEach(row -> {
            dirty.merge(row.value1(), !Boolean.FALSE.equals(row.value4()), Boolean::logicalOr);
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

    private static Select<Record4<Integer, Long, String, Boolean>> query(int index, TrackerTable tracker) {
        return switch (tracker.shape()) {
            case ALEMBIC -> versions(index, tracker, "version_num");
            case RAILS, DBMATE -> versions(index, tracker, "version");
            case MIGRATION_NAME -> versions(index, tracker, "migration_name");
            case GOLANG_MIGRATE -> rows(index, tracker, "version", field(name("dirty"), Boolean.class));
            case FLYWAY -> flyway(index, tracker);
        };
    }

    private static Select<Record4<Integer, Long, String, Boolean>> versions(
            int index, TrackerTable tracker, String column) {
        return rows(index, tracker, column, inline(false));
    }

    private static Select<Record4<Integer, Long, String, Boolean>> rows(
            int index, TrackerTable tracker, String version, Field<Boolean> dirty) {
        var position = rowNumber().over().orderBy(field(name(version))).cast(SQLDataType.BIGINT);
        return select(inline(index), position, field(name(version)).cast(SQLDataType.CLOB), dirty)
                .from(tracker.asTable());
    }

    /** Later rows take earlier ones back: an undone version, and one that repair marked as deleted, is not applied. */
    private static Select<Record4<Integer, Long, String, Boolean>> flyway(int index, TrackerTable tracker) {
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

    private static Condition isTakingBack(Field<String> type) {
        return type.in("DELETE", "UNDO_SQL", "UNDO_JDBC", "UNDO_SCRIPT");
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
