package dev.migrationledger.app.eventstore;

import dev.migrationledger.core.problem.LedgerException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Events and their metadata as the JSON text of the store. */
public final class EventCodec {
    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private final ObjectMapper json = LedgerJson.events();
    private final Map<String, Upcaster> upcasters;

    public EventCodec() {
        this(Upcaster.ALL);
    }

    EventCodec(List<Upcaster> upcasters) {
        this.upcasters = Upcaster.byFormerName(upcasters);
    }

    /** @throws LedgerException LDG601 for an event without a logical name */
    public String name(Object event) {
        return EventNames.nameOf(event.getClass());
    }

    /** @throws LedgerException LDG601 for an event without a logical name */
    public String write(Object event) {
        name(event);
        return json.writeValueAsString(event);
    }

    /**
     * @param name as stored; a former one is brought up to date
     * @throws LedgerException LDG600 when the name is unknown, LDG602 when the payload has not that event's shape
     */
    public Object read(String name, String payload) {
        try {
            if (!upcasters.containsKey(name)) {
                return json.readValue(payload, EventNames.classOf(name));
            }
            var latest = Upcaster.latest(upcasters, new Upcaster.Named(name, json.readTree(payload)));
            return json.treeToValue(latest.payload(), EventNames.classOf(latest.name()));
        } catch (JacksonException e) {
            throw new LedgerException(StoreProblems.unreadable(name, e.getOriginalMessage()));
        }
    }

    /** @param metadata keyed by name; values become text */
    public String writeMetadata(Map<String, ?> metadata) {
        var texts = new TreeMap<String, String>();
        metadata.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return json.writeValueAsString(texts);
    }

    public Map<String, String> readMetadata(String metadata) {
        try {
            return json.readValue(metadata, METADATA);
        } catch (JacksonException e) {
            throw new LedgerException(StoreProblems.unreadable("metadata", e.getOriginalMessage()));
        }
    }
}
