package dev.migrationledger.app.projection;

import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.core.history.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of one database, as people and programs read them. */
public final class History {
    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventLog log;
    private final EventCodec codec;

    public History(EventLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    /**
     * One event of the history.
     *
     * @param position in the log
     * @param sequence in the database's own history, from 0
     * @param type     logical name
     * @param data     the payload as stored
     */
    public record Entry(
            long position,
            long sequence,
            Instant time,
            String type,
            UUID id,
            Provenance from,
            JsonNode data) {}

    /** All events of a database up to an instant, oldest first; empty for a database that the ledger does not know. */
    public List<Entry> of(String databaseId, Optional<Instant> asOf) {
        var entries = new ArrayList<Entry>();
        long next = 0;
        while (true) {
            var page = log.positionedStream(LedgerCommands.stream(databaseId), next, PAGE);
            for (var stored : page) {
                if (asOf.filter(stored.time()::isAfter).isPresent()) {
                    return entries;
                }
                entries.add(entry(stored));
            }
            if (page.size() < PAGE) {
                return entries;
            }
            next = page.getLast().sequence() + 1;
        }
    }

    private Entry entry(StoredEvent stored) {
        return new Entry(
                stored.position(),
                stored.sequence(),
                stored.time(),
                stored.type(),
                stored.id(),
                Provenance.of(codec.readMetadata(stored.metadata())),
                JSON.readTree(stored.payload()));
    }
}
