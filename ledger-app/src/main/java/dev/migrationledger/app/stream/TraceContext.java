package dev.migrationledger.app.stream;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A W3C {@code traceparent} for each event: one trace a run of a command, one span a command to a database. Derived
 * from their ids, so that it is the same whenever and by whomever the event is told.
 */
final class TraceContext {
    private static final int SPAN_DIGITS = 16;

    private TraceContext() {}

    /** @param metadata of a stored event; empty when it names no correlation */
    static Optional<String> of(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get("correlation"))
                .map(run -> "00-" + digits("trace " + run) + "-"
                        + digits("span " + metadata.getOrDefault("command", run)).substring(0, SPAN_DIGITS) + "-00");
    }

    /** 32 hexadecimal digits; the 13th tells the version of the UUID, so neither id is all zero, which is forbidden. */
    private static String digits(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }
}
