package dev.migrationledger.app.eventstore;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Iterates over pages that are fetched by key, each when the former is used up. */
final class Pages implements Iterator<StoredEvent> {
    private final int size;
    private final LongFunction<List<StoredEvent>> fetch;
    private final ToLongFunction<StoredEvent> key;
    private long last;
    private boolean atEnd;
    private Iterator<StoredEvent> page = List.<StoredEvent>of().iterator();

    /** @param after key before the first; @param fetch the page after a key, shorter than {@code size} only at the end */
    Pages(long after, int size, LongFunction<List<StoredEvent>> fetch, ToLongFunction<StoredEvent> key) {
        this.last = after;
        this.size = size;
        this.fetch = fetch;
        this.key = key;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !atEnd) {
            var next = fetch.apply(last);
            atEnd = next.size() < size;
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public StoredEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var event = page.next();
        last = key.applyAsLong(event);
        return event;
    }
}
