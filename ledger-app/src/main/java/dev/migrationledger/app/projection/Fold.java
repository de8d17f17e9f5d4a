package dev.migrationledger.app.projection;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import java.util.Map;
import java.util.Optional;

/** Folds stored events into rows; the live projection, replay and "as of" all go through here. */
final class Fold {
    private static final String PREFIX = "database/";

    private final EventCodec codec;

    Fold(EventCodec codec) {
        this.codec = codec;
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
