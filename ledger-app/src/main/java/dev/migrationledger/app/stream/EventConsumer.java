package dev.migrationledger.app.stream;

import dev.migrationledger.app.eventstore.StoredEvent;
import java.util.List;

/** Takes the events of a subscription. */
@FunctionalInterface
public interface EventConsumer {

    /**
     * Returning acknowledges: these events do not come again, unless the process dies before that is saved. Throwing
     * leaves them to come again, all of them.
     *
     * @param events the next of the log, in its order, none left out; at least one and at most {@link #atOnce}
     */
    void accept(List<StoredEvent> events);

    /** How many events it takes at once; 1 for a consumer that wants each acknowledged by itself. */
    default int atOnce() {
        return 500;
    }
}
