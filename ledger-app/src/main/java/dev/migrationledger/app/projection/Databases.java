package dev.migrationledger.app.projection;

import static dev.migrationledger.app.jooq.ledger.Tables.PROJECTION_POSITION;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoreProblems;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** The state of every database now. Every query first catches up with the log, so it sees all that was committed. */
public final class Databases {
    /** Counted up whenever the JSON of {@code DatabaseState} changes its shape: all rows are then made anew. */
    static final String NAME = "database_state.v7";
    private static final int PAGE = 2_000;

    private final DSLContext sql;
    private final EventLog log;
    private final Fold fold;

    public Databases(DSLContext sql, EventLog log, EventCodec codec) {
        this.sql = sql;
        this.log = log;
        this.fold = new Fold(codec);
    }

    /** Also one that was forgotten. */
    public Optional<DatabaseRow> find(String id) {
        catchUp();
        return querying(() -> Optional.ofNullable(DatabaseTable.load(sql, List.of(id)).get(id)));
    }

    /** Those of the ids that the ledger ever heard of, forgotten ones too, sorted by id. */
    public List<DatabaseRow> find(Collection<String> ids) {
        catchUp();
        return querying(() -> List.copyOf(new TreeMap<>(DatabaseTable.load(sql, ids)).values()));
    }

    /** Sorted by id; none that was forgotten. */
    public List<DatabaseRow> all() {
        catchUp();
        return querying(() -> DatabaseTable.all(sql)).stream()
                .filter(row -> !row.state().forgotten())
                .toList();
    }

    /** Sorted; of all that the ledger ever heard of. */
    public List<String> ids() {
        catchUp();
        return querying(() -> DatabaseTable.ids(sql));
    }

    /** Folds all that is in the log into the table. @return the position it stands at */
    public long catchUp() {
        long head = log.head();
        return querying(() -> {
            long position = position(sql).orElse(0L);
            while (position < head) {
                long next = step();
                if (next == position) {
                    throw Fold.endsEarly(position, head);
                }
                position = next;
            }
            return position;
        });
    }

    /** Rows and position change in one transaction; two that catch up at once take turns. */
    private long step() {
        return sql.transactionResult(tx -> {
            var dsl = tx.dsl();
            long from = lock(dsl);
            var page = log.within(dsl).after(from, PAGE);
            if (page.isEmpty()) {
                return from;
            }
            var ids = page.stream().flatMap(e -> Fold.databaseOf(e).stream()).collect(Collectors.toSet());
            if (from == 0) {
                DatabaseTable.clear(dsl);
            }
            var rows = new HashMap<>(DatabaseTable.load(dsl, ids));
            fold.apply(rows, page);
            DatabaseTable.save(dsl, rows.values());
            long position = page.getLast().position();
            moveTo(dsl, position);
            return position;
        });
    }

    static Optional<Long> position(DSLContext dsl) {
        return dsl.select(PROJECTION_POSITION.POSITION)
                .from(PROJECTION_POSITION)
                .where(PROJECTION_POSITION.NAME.eq(NAME))
                .fetchOptional(PROJECTION_POSITION.POSITION);
    }

    /** Keeps others from moving the projection until the transaction ends. @return where it stands */
    static long lock(DSLContext dsl) {
        dsl.insertInto(PROJECTION_POSITION, PROJECTION_POSITION.NAME, PROJECTION_POSITION.POSITION)
                .values(NAME, 0L)
                .onConflictDoNothing()
                .execute();
        return dsl.select(PROJECTION_POSITION.POSITION)
                .from(PROJECTION_POSITION)
                .where(PROJECTION_POSITION.NAME.eq(NAME))
                .forUpdate()
                .fetchSingle(PROJECTION_POSITION.POSITION);
    }

    static void moveTo(DSLContext dsl, long position) {
        dsl.update(PROJECTION_POSITION)
                .set(PROJECTION_POSITION.POSITION, position)
                .where(PROJECTION_POSITION.NAME.eq(NAME))
                .execute();
    }

    private static <T> T querying(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw StoreProblems.failed("reading the databases' states", e);
        }
    }
}
