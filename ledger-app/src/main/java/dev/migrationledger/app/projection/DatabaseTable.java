package dev.migrationledger.app.projection;

import static dev.migrationledger.app.jooq.ledger.Tables.DATABASE_STATE;

import dev.migrationledger.app.eventstore.LedgerJson;
import dev.migrationledger.app.jooq.ledger.tables.records.DatabaseStateRecord;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.revision.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import tools.jackson.databind.ObjectMapper;

/** The live projection's table. */
final class DatabaseTable {
    private static final ObjectMapper JSON = LedgerJson.states();

    private DatabaseTable() {}

    /** Keyed by id. */
    static Map<String, DatabaseRow> load(DSLContext sql, Collection<String> ids) {
        return sql.selectFrom(DATABASE_STATE)
                .where(DATABASE_STATE.ID.eq(DSL.any(ids.toArray(String[]::new))))
                .fetchMap(DATABASE_STATE.ID, DatabaseTable::row);
    }

    /** Sorted by id. */
    static List<DatabaseRow> all(DSLContext sql) {
        return sql.selectFrom(DATABASE_STATE).orderBy(DATABASE_STATE.ID).fetch(DatabaseTable::row);
    }

    /** Sorted. */
    static List<String> ids(DSLContext sql) {
        return sql.select(DATABASE_STATE.ID).from(DATABASE_STATE).orderBy(DATABASE_STATE.ID).fetch(DATABASE_STATE.ID);
    }

    static void clear(DSLContext sql) {
        sql.deleteFrom(DATABASE_STATE).execute();
    }

    static void save(DSLContext sql, Collection<DatabaseRow> rows) {
        var fields = DATABASE_STATE.fields();
        insert(sql, sql.insertInto(DATABASE_STATE, fields)
                .values(new Object[fields.length])
                .onConflict(DATABASE_STATE.ID)
                .doUpdate()
                .setAllToExcluded(), rows);
    }

    /**
     * One statement, prepared once, for all of them.
     *
     * @param insert takes the columns of the live projection's table, in their order, as its binds
     */
    static void insert(DSLContext sql, Query insert, Collection<DatabaseRow> rows) {
        if (!rows.isEmpty()) {
            sql.batch(insert, rows.stream().map(row -> record(row).intoArray()).toArray(Object[][]::new)).execute();
        }
    }

    private static DatabaseStateRecord record(DatabaseRow row) {
        var state = row.state();
        var record = DATABASE_STATE.newRecord();
        record.setId(row.id());
        record.setCatalog(state.description().map(Description::catalog).orElse(""));
        record.setEnvironment(state.description().map(Description::environment).orElse(""));
        record.setVerdict(state.detection()
                .map(d -> d.verdict().name().toLowerCase(Locale.ROOT))
                .orElse(null));
        record.setClaimed(heads(Optional.of(state.claimed())));
        record.setObserved(heads(row.observed()));
        record.setExpected(heads(state.expected()));
        record.setLastChange(row.lastChange().map(DatabaseTable::utc).orElse(null));
        record.setAt(utc(row.at()));
        record.setPosition(row.position());
        record.setState(JSON.writeValueAsString(state));
        return record;
    }

    private static String[] heads(Optional<State> state) {
        return state.map(s -> s.heads().toArray(String[]::new)).orElse(new String[0]);
    }

    private static DatabaseRow row(DatabaseStateRecord r) {
        return new DatabaseRow(
                r.getId(),
                JSON.readValue(r.getState(), DatabaseState.class),
                Optional.ofNullable(r.getLastChange()).map(OffsetDateTime::toInstant),
                r.getAt().toInstant(),
                r.getPosition());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
