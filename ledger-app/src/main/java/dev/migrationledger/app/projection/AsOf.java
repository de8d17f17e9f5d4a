package dev.migrationledger.app.projection;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/**
 * What the ledger knew about each database at an instant. Each history is cut at its first later event, as in
 * {@code StateAsOf}: a fold with holes was never true.
 */
public final class AsOf {
    private static final int PAGE = 5_000;

    private final EventLog log;
    private final Fold fold;

    public AsOf(EventLog log, EventCodec codec) {
        this.log = log;
        this.fold = new Fold(codec);
    }

    /** Sorted by id; only databases known by then, and not forgotten. */
    public List<DatabaseRow> all(Instant instant) {
        long head = log.head();
        var rows = new TreeMap<String, DatabaseRow>();
        var ended = new HashSet<String>();
        for (long position = 0; position < head; ) {
            var page = log.after(position, PAGE);
            for (var stored : page) {
                if (ended.contains(stored.aggregate()) || stored.time().isAfter(instant)) {
                    ended.add(stored.aggregate());
                } else {
                    fold.apply(rows, stored);
                }
            }
            position = page.getLast().position();
        }
        return rows.values().stream().filter(row -> !row.state().forgotten()).toList();
    }
}
