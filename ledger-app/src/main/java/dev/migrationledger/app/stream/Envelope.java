package dev.migrationledger.app.stream;

import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventNames;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.core.problem.LedgerException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events of the log as CloudEvents 1.0: the stored payload unchanged as data, all else as attributes. The same event
 * gives the same CloudEvent, however often and by whichever way it is told.
 */
public final class Envelope {
    private static final String JSON = "application/json";
    private static final int LONGEST_REASON = 500;
    private static final String AGGREGATE = "database/";

    private final URI source;
    private final EventCodec codec;

    /** @param source of all events of this ledger */
    public Envelope(URI source, EventCodec codec) {
        this.source = source;
        this.codec = codec;
    }

    /**
     * {@code id} is the event's own, {@code subject} and {@code partitionkey} the database's id or {@code rollout/} and the rollout's, {@code sequence} the
     * position in the log.
     *
     * @throws LedgerException LDG602 when the stored metadata cannot be read
     */
    public CloudEvent of(StoredEvent event) {
        var metadata = codec.readMetadata(event.metadata());
        var builder = CloudEventBuilder.v1()
                .withId(event.id().toString())
                .withSource(source)
                .withType(event.type())
                .withSubject(subject(event))
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create(EventNames.schemaOf(event.type())))
                .withExtension("partitionkey", subject(event))
                .withExtension("sequence", sequence(event.position()));
        TraceContext.of(metadata).ifPresent(trace -> builder.withExtension("traceparent", trace));
        extend(builder, "actor", metadata, "actor");
        extend(builder, "reason", metadata, "reason");
        extend(builder, "correlationid", metadata, "correlation");
        extend(builder, "commandid", metadata, "command");
        extend(builder, "rollout", metadata, "rollout");
        return builder.withData(JSON, event.payload().getBytes(StandardCharsets.UTF_8)).build();
    }

    /** What the ledger knows of a database, told under the event that it is known since. */
    public CloudEvent state(StateMessage state) {
        return CloudEventBuilder.v1()
                .withId(state.id() + "@" + state.position())
                .withSource(source)
                .withType("database.state.v1")
                .withSubject(state.id())
                .withTime(state.at().atOffset(ZoneOffset.UTC))
                .withExtension("partitionkey", state.id())
                .withExtension("sequence", sequence(state.position()))
                .withData(JSON, state.json())
                .build();
    }

    /** The tombstone of a database that was forgotten: a state without data, so that compaction drops those before it. */
    public CloudEvent noState(StateMessage last) {
        return CloudEventBuilder.v1(state(last)).withoutData().build();
    }

    /** @param note the signed note, to be verified byte by byte */
    public CloudEvent checkpoint(String origin, long size, Instant time, String note) {
        return CloudEventBuilder.v1()
                .withId("checkpoint@" + size)
                .withSource(source)
                .withType("audit.checkpoint.v1")
                .withSubject(origin)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withExtension("partitionkey", origin)
                .withExtension("sequence", sequence(size))
                .withData("text/plain; charset=utf-8", note.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** In place of an event that cannot be published: the same id, and why. It is small, however large the event is. */
    public CloudEvent unpublishable(StoredEvent event, String why) {
        return unpublishable(
                CloudEventBuilder.v1()
                        .withId(event.id().toString())
                        .withSource(source)
                        .withType(event.type())
                        .withSubject(subject(event))
                        .withTime(event.time().atOffset(ZoneOffset.UTC))
                        .withExtension("partitionkey", subject(event))
                        .withExtension("sequence", sequence(event.position())),
                why);
    }

    /** As {@link #unpublishable(StoredEvent, String)}, for what is no event of the log. */
    public CloudEvent unpublishable(CloudEvent told, String why) {
        return unpublishable(CloudEventBuilder.v1(told), why);
    }

    private static CloudEvent unpublishable(CloudEventBuilder builder, String why) {
        var data = JsonMapper.shared().createObjectNode().put("reason", shortened(why));
        return builder.withData(JSON, JsonMapper.shared().writeValueAsBytes(data)).build();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }

    /** The id of the database that an event is about; of a rollout with {@code rollout/} before it. */
    public static String subject(StoredEvent event) {
        return event.aggregate().startsWith(AGGREGATE) ? event.aggregate().substring(AGGREGATE.length()) : event.aggregate();
    }

    /** A position as text whose order as text is that of the positions, as the CloudEvents extension demands. */
    public static String sequence(long position) {
        return String.format("%019d", position);
    }

    private static void extend(CloudEventBuilder builder, String name, Map<String, String> metadata, String key) {
        Optional.ofNullable(metadata.get(key)).filter(text -> !text.isBlank()).ifPresent(text -> builder.withExtension(name, plain(text)));
    }

    /** Attributes have no control characters (CloudEvents 1.0.2, type system): a reason of several lines becomes one. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\ufdd0-\\ufdef\\ufffe\\uffff\\p{Cs}]+", " ").strip();
    }
}
