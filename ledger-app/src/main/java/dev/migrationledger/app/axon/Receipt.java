package dev.migrationledger.app.axon;

import dev.migrationledger.core.history.DatabaseEvent;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a command wrote. Queries of this process see it at once; another reader can wait for {@link #position()}.
 */
public final class Receipt {
    private final long version;
    private final List<DatabaseEvent> events;
    private final LongSupplier position;

    /** @param version see {@link #version()}; @param position asked for at most when somebody waits for it */
    public Receipt(long version, List<DatabaseEvent> events, LongSupplier position) {
        this.version = version;
        this.events = List.copyOf(events);
        this.position = position;
    }

    /** Empty when the command had nothing new to say. */
    public List<DatabaseEvent> events() {
        return events;
    }

    /** Sequence, from 0, of the stream's last event: after an intent event it is the fence. */
    public long version() {
        return version;
    }

    /** Position in the log of the stream's last event; asks the store, which orders what is not in order yet. */
    public long position() {
        return position.getAsLong();
    }
}
