package dev.migrationledger.app.stream;

import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.EventLog.Only;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;

/** The log in pages of CloudEvents, for whoever asks with a position. */
public final class EventFeed {
    private final EventLog log;
    private final Envelope envelope;

    public EventFeed(EventLog log, Envelope envelope) {
        this.log = log;
        this.envelope = envelope;
    }

    /** @param database id; @param type logical name of an event */
    public record Filter(Optional<String> database, Optional<String> type) {
        public static final Filter NONE = new Filter(Optional.empty(), Optional.empty());
    }

    /** An event and where it stands. */
    public record Positioned(long position, CloudEvent event) {}

    /**
     * @param next what to ask for next: nothing that the filter lets through is between the last event and it
     * @param head of the log when it was asked
     */
    public record Page(List<Positioned> events, long next, long head) {
        /** Whether more is there already. */
        public boolean isFull() {
            return next < head;
        }
    }

    /** The position of the newest event. */
    public long head() {
        return log.head();
    }

    /** @return at most {@code limit} events after a position, in the order of the log */
    public Page after(long position, int limit, Filter filter) {
        long head = log.head();
        var events = log.after(position, limit, new Only(filter.database().map(LedgerCommands::stream), filter.type())).stream()
                .map(event -> new Positioned(event.position(), envelope.of(event)))
                .toList();
        long last = events.isEmpty() ? position : events.getLast().position();
        return new Page(events, events.size() < limit ? Math.max(last, head) : last, Math.max(last, head));
    }
}
