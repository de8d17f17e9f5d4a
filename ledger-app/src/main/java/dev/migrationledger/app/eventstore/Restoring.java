package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static dev.migrationledger.app.jooq.ledger.Tables.LOG_HEAD;
import static dev.migrationledger.app.jooq.ledger.Tables.SCRIPT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.migrationledger.core.audit.LogEntry;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** Puts a log that was exported into an empty store, bytes, hashes, positions and all, in one transaction. */
public final class Restoring {
    private final DSLContext sql;

    /** @param sql outside of any surrounding transaction */
    public Restoring(DSLContext sql) {
        this.sql = sql;
    }

    /** Takes what is to be put in, in pages. */
    public interface Store {
        /** In the order of positions, which go on from the last page without a gap. */
        void events(List<LogEntry> page);

        void script(String digest, String text);
    }

    /** @return events that were in the store before: then nothing is done */
    public long into(Consumer<Store> log) {
        try {
            return sql.transactionResult(tx -> {
                var dsl = tx.dsl();
                dsl.select(LOG_HEAD.POSITION).from(LOG_HEAD).forUpdate().fetch();
                long before = dsl.fetchCount(EVENT);
                if (before == 0) {
                    log.accept(store(dsl));
                    dsl.execute("analyze {0}, {1}", EVENT, EVENT_POSITION);
                }
                return before;
            });
        } catch (DataAccessException e) {
            throw StoreProblems.failed("importing events", e);
        }
    }

    private static Store store(DSLContext dsl) {
        return new Store() {
            @Override
            public void events(List<LogEntry> page) {
                insert(dsl, page);
                dsl.update(LOG_HEAD).set(LOG_HEAD.POSITION, page.getLast().position()).execute();
            }

            @Override
            public void script(String digest, String text) {
                dsl.insertInto(SCRIPT, SCRIPT.DIGEST, SCRIPT.TEXT).values(digest, text).onConflictDoNothing().execute();
            }
        };
    }

    private static void insert(DSLContext dsl, List<LogEntry> page) {
        var rows = table(
                        "unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})",
                        val(page.stream().map(LogEntry::position).toArray(Long[]::new)),
                        val(page.stream().map(LogEntry::id).toArray(UUID[]::new)),
                        val(page.stream().map(LogEntry::aggregate).toArray(String[]::new)),
                        val(page.stream().map(LogEntry::sequence).toArray(Long[]::new)),
                        val(page.stream().map(LogEntry::type).toArray(String[]::new)),
                        val(page.stream().map(e -> e.time().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new)),
                        val(page.stream().map(LogEntry::payload).toArray(String[]::new)),
                        val(page.stream().map(LogEntry::metadata).toArray(String[]::new)),
                        val(page.stream().map(e -> e.link().hex()).toArray(String[]::new)))
                .as("row", "position", "id", "aggregate", "sequence", "type", "time", "payload", "metadata", "hash");
        var id = field(name("row", "id"), UUID.class);
        var added = InsertEvents.added(dsl, rows, "position");
        dsl.with(added)
                .insertInto(EVENT_POSITION, EVENT_POSITION.POSITION, EVENT_POSITION.SEQ)
                .select(select(field(name("row", "position"), Long.class), added.field(EVENT.SEQ))
                        .from(added)
                        .join(rows)
                        .on(id.eq(added.field(EVENT.ID))))
                .execute();
    }
}
