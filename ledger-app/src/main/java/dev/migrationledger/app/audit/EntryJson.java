package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.LogEntry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An event with its chain as JSON; payload and metadata as the stored text. */
final class EntryJson {
    private EntryJson() {}

    static Map<String, Object> of(LogEntry entry) {
        return Map.of(
                "position", entry.position(),
                "id", entry.id().toString(),
                "aggregate", entry.aggregate(),
                "sequence", entry.sequence(),
                "type", entry.type(),
                "time", entry.time().toString(),
                "payload", entry.payload(),
                "metadata", entry.metadata(),
                "hash", entry.link().hex());
    }

    /** @throws RuntimeException when a field is missing or is not what it should be */
    static LogEntry read(JsonNode node) {
        return new LogEntry(
                node.required("position").longValue(),
                UUID.fromString(text(node, "id")),
                text(node, "aggregate"),
                node.required("sequence").longValue(),
                text(node, "type"),
                Instant.parse(text(node, "time")),
                text(node, "payload"),
                text(node, "metadata"),
                Hash.ofHex(text(node, "hash")));
    }

    static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }
}
