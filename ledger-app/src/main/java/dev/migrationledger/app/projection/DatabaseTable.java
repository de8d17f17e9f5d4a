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
import org.jooq.Name;
import org.jooq.impl.DSL;
import tools.jackson.databind.ObjectMapper;

/** The projection's table, the live one or the one that a replay builds beside it. */
final class DatabaseTable {
    private static final ObjectMapper JSON = LedgerJson.states();

    private final dev.migrationledger.app.jooq.ledger.tables.DatabaseState table;

    private DatabaseTable(dev.migrationledger.app.jooq.ledger.tables.DatabaseState table) {
        this.table = table;
    }

    static DatabaseTable live() {
        return new DatabaseTable(DATABASE_STATE);
    }

    static DatabaseTable named(Name name) {
        return new DatabaseTable(DATABASE_STATE.rename(name));
    }

    /** Keyed by id. */
    Map<String, DatabaseRow> load(DSLContext sql, Collection<String> ids) {
        return sql.selectFrom(table)
                .where(table.ID.eq(DSL.any(ids.toArray(String[]::new))))
                .fetchMap(table.ID, DatabaseTable::row);
    }

    /** Sorted by id. */
    List<DatabaseRow> all(DSLContext sql) {
        return sql.selectFrom(table).orderBy(table.ID).fetch(DatabaseTable::row);
    }

    void clear(DSLContext sql) {
        sql.deleteFrom(table).execute();
    }

    void save(DSLContext sql, Collection<DatabaseRow> rows) {
        sql.batch(rows.stream()
                        .map(row -> sql.insertInto(table)
                                .set(record(row))
                                .onConflict(table.ID)
                                .doUpdate()
                                .setAllToExcluded())
                        .toList())
                .execute();
    }

    private DatabaseStateRecord record(DatabaseRow row) {
        var state = row.state();
        var record = table.newRecord();
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
