package dev.migrationledger.app.projection;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Folds stored events into rows; the live projection, replay and "as of" all go through here. */
final class Fold {
    private static final String PREFIX = "database/";

    private final EventCodec codec;

    Fold(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * The events from after a position up to another, page by page, in order.
     *
     * @throws LedgerException LDG846 when the log has not all that it counts
     */
    void each(EventLog log, long from, long to, int size, Consumer<List<StoredEvent>> work) {
        long position = from;
        while (position < to) {
            var page = log.after(position, (int) Math.min(size, to - position));
            if (page.isEmpty() || page.getLast().position() > to) {
                throw endsEarly(position, to);
            }
            work.accept(page);
            position = page.getLast().position();
        }
    }

    /** Events were taken from the log, and what counts them was left. */
    static LedgerException endsEarly(long position, long head) {
        return new LedgerException(new Problem(
                "LDG846",
                Exit.FAILED,
                "the log counts " + head + " events, and after " + position + " there is none",
                "`ledger audit verify` says what is missing; restore the store from a backup"));
    }

    /** @param rows keyed by database id; changed */
    void apply(Map<String, DatabaseRow> rows, List<StoredEvent> page) {
        page.forEach(stored -> apply(rows, stored));
    }

    /** @param rows keyed by database id; changed */
    void apply(Map<String, DatabaseRow> rows, StoredEvent stored) {
        databaseOf(stored).ifPresent(id -> {
            var event = (DatabaseEvent) codec.read(stored.type(), stored.payload());
            var before = rows.getOrDefault(
                    id, new DatabaseRow(id, DatabaseState.NONE, Optional.empty(), stored.time(), 0));
            rows.put(
                    id,
                    before.after(DatabaseDecider.evolve(before.state(), event), stored.time(), stored.position()));
        });
    }

    static Optional<String> databaseOf(StoredEvent stored) {
        return stored.aggregate().startsWith(PREFIX)
                ? Optional.of(stored.aggregate().substring(PREFIX.length()))
                : Optional.empty();
    }
}
