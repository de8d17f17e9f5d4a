package dev.migrationledger.app.projection;

import static dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE;
import static dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE_REPLAY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of one replay, in a table beside the live one; each replay has its own. */
final class ReplayedTable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DayToSecond A_DAY = new DayToSecond(1);

    private final UUID replay;

    private ReplayedTable(UUID replay) {
        this.replay = replay;
    }

    /** Clears away what replays left that died long ago. */
    static ReplayedTable begin(DSLContext sql) {
        sql.deleteFrom(DATABASE_STATE_REPLAY)
                .where(DATABASE_STATE_REPLAY.BEGUN.lt(DSL.currentOffsetDateTime().minus(A_DAY)))
                .execute();
        return new ReplayedTable(UUID.randomUUID());
    }

    /** A row that is there already is replaced. */
    void save(DSLContext sql, Collection<DatabaseRow> rows) {
        var columns = new ArrayList<>(replayed());
        var values = new ArrayList<@Nullable Object>(Collections.nCopies(columns.size(), null));
        Collections.addAll(columns, DATABASE_STATE_REPLAY.REPLAY, DATABASE_STATE_REPLAY.BEGUN);
        Collections.addAll(values, DSL.inline(replay), DSL.currentOffsetDateTime());
        DatabaseTable.insert(sql, sql.insertInto(DATABASE_STATE_REPLAY, columns)
                .values(values)
                .onConflict(DATABASE_STATE_REPLAY.REPLAY, DATABASE_STATE_REPLAY.ID)
                .doUpdate()
                .setAllToExcluded(), rows);
    }

    void remove(DSLContext sql) {
        sql.deleteFrom(DATABASE_STATE_REPLAY).where(DATABASE_STATE_REPLAY.REPLAY.eq(replay)).execute();
    }

    /** All rows of the live projection are these from the end of the transaction on. */
    void replaceLive(DSLContext transaction) {
        transaction.deleteFrom(DATABASE_STATE).execute();
        transaction
                .insertInto(DATABASE_STATE, DATABASE_STATE.fields())
                .select(transaction.select(replayed())
                        .from(DATABASE_STATE_REPLAY)
                        .where(DATABASE_STATE_REPLAY.REPLAY.eq(replay)))
                .execute();
    }

    /** Sorted by database; only rows that differ leave the server. */
    List<Difference> differences(DSLContext sql) {
        var events = DSL.select(replayed()).from(DATABASE_STATE_REPLAY).where(DATABASE_STATE_REPLAY.REPLAY.eq(replay)).asTable("events");
        var differs = Arrays.stream(DATABASE_STATE.fields())
                .map(field -> distinct(field, events.field(field.getName())))
                .reduce(DSL.falseCondition(), Condition::or);
        var differences = new ArrayList<Difference>();
        sql.select(DATABASE_STATE.fields())
                .select(events.fields())
                .from(DATABASE_STATE)
                .fullJoin(events)
                .on(DATABASE_STATE.ID.eq(events.field(DATABASE_STATE.ID)))
                .where(differs)
                .orderBy(DSL.coalesce(DATABASE_STATE.ID, events.field(DATABASE_STATE.ID)))
                .forEach(row -> differences(row, events.fields(), differences));
        return differences;
    }

    private static List<Field<?>> replayed() {
        return Arrays.stream(DATABASE_STATE.fields()).<Field<?>>map(DATABASE_STATE_REPLAY::field).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Condition distinct(Field live, @Nullable Field events) {
        return live.isDistinctFrom(Objects.requireNonNull(events));
    }

    private static void differences(Record row, Field<?>[] events, List<Difference> found) {
        @Nullable String live = row.get(DATABASE_STATE.ID);
        @Nullable Object replayed = row.get(events[0]);
        if (live == null || replayed == null) {
            found.add(new Difference(String.valueOf(live == null ? replayed : live), "row",
                    live == null ? "missing" : "there", live == null ? "it is there" : "there is none"));
            return;
        }
        for (int i = 0; i < events.length; i++) {
            var field = DATABASE_STATE.field(i);
            var before = text(row.get(field));
            var after = text(row.get(events[i]));
            if (DATABASE_STATE.STATE.equals(field)) {
                parts(before, after).forEach(part -> found.add(new Difference(live, "state." + part, part(before, part), part(after, part))));
            } else if (!before.equals(after)) {
                found.add(new Difference(live, DATABASE_STATE.field(i).getName(), before, after));
            }
        }
    }

    /** Parts of the state that differ, sorted. */
    private static List<String> parts(String live, String events) {
        var names = new TreeSet<String>();
        Stream.of(live, events).map(ReplayedTable::tree).forEach(tree -> names.addAll(tree.propertyNames()));
        return names.stream().filter(name -> !part(live, name).equals(part(events, name))).toList();
    }

    private static String part(String state, String name) {
        return tree(state).path(name).toString();
    }

    /** What is no JSON has no parts but itself. */
    private static JsonNode tree(String state) {
        try {
            return JSON.readTree(state);
        } catch (tools.jackson.core.JacksonException e) {
            return JSON.createObjectNode().put("unreadable", state);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "nothing" : value instanceof Object[] array ? Arrays.toString(array) : value.toString();
    }
}
