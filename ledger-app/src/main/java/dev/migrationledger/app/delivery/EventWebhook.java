package dev.migrationledger.app.delivery;

import dev.migrationledger.app.config.WebhookConfig;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.EventConsumer;
import dev.migrationledger.app.stream.EventJson;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Sends every event of the log to one receiver, in the order of the log and so of each database, signed. While the
 * receiver is away or busy nothing is passed over: the events wait in the log. An event that it refuses, or fails on
 * every time, is put among the undelivered, and the next one follows.
 */
public final class EventWebhook implements EventConsumer {
    static final String KIND = "event";

    /** Structured mode (CloudEvents HTTP protocol binding 1.0.2). */
    private static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final WebhookConfig config;
    private final Map<String, String> environment;
    private final Envelope envelope;
    private final HttpSender sender;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Predicate<Duration> pause;
    private boolean gone;

    /**
     * @param environment of the process, for secrets
     * @param pause       waits; false when the wish to stop came
     */
    public EventWebhook(
            WebhookConfig config,
            Map<String, String> environment,
            Envelope envelope,
            HttpSender sender,
            Deliveries deliveries,
            Clock clock,
            Predicate<Duration> pause) {
        this.config = config;
        this.environment = environment;
        this.envelope = envelope;
        this.sender = sender;
        this.deliveries = deliveries;
        this.clock = clock;
        this.pause = pause;
    }

    /** Name of its subscription. */
    public String subscription() {
        return "webhook/" + config.id();
    }

    public String id() {
        return config.id();
    }

    @Override
    public int atOnce() {
        return 1;
    }

    /** @throws LedgerException LDG937 while the receiver is away, LDG938 when it wants no more, LDG220, LDG931, LDG936 */
    @Override
    public void accept(List<StoredEvent> events) {
        events.forEach(this::deliver);
    }

    private void deliver(StoredEvent event) {
        var wait = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            switch (send(event)) {
                case Reply.Delivered _ -> {
                    return;
                }
                case Reply.Refused(var why) -> {
                    giveUp(event, tries, why);
                    return;
                }
                case Reply.Gone _ -> {
                    gone = true;
                    throw gone();
                }
                case Reply.Later later -> {
                    if (!later.ours()) {
                        throw away(later.why());
                    }
                    if (tries == TRIES) {
                        giveUp(event, tries, later.why());
                        return;
                    }
                    if (!pause.test(later.after().orElse(wait))) {
                        throw away(later.why());
                    }
                    wait = wait.multipliedBy(2);
                }
            }
        }
    }

    /** One that was given up, once more. */
    Reply again(Delivery delivery, EventLog log) {
        long position = Long.parseLong(delivery.body());
        var found = log.after(position - 1, 1);
        return found.isEmpty() || found.getFirst().position() != position
                ? new Reply.Refused("the log has no event " + position + " any more")
                : send(found.getFirst());
    }

    private Reply send(StoredEvent event) {
        if (gone) {
            throw gone();
        }
        var owner = "webhook " + config.id();
        var webhook = new StandardWebhook(config.secret().resolve("the secret of " + owner, environment), owner);
        return sender.send(webhook.signed(
                config.url().resolve(owner, environment), event.id().toString(), clock.instant(), MEDIA_TYPE, body(event)));
    }

    /** A CloudEvent that is also what the Standard Webhooks recommend: {@code type}, {@code timestamp}, {@code data}. */
    private String body(StoredEvent event) {
        return EventJson.of(CloudEventBuilder.v1(envelope.of(event))
                .withExtension("timestamp", event.time().toString())
                .build());
    }

    /** The id is of this event and this receiver, so that one that comes again is put there once. */
    private void giveUp(StoredEvent event, int tries, String why) {
        var id = UUID.nameUUIDFromBytes((event.id() + " " + config.id()).getBytes(StandardCharsets.UTF_8));
        var letter = Delivery.of(
                id, config.id(), Envelope.subject(event), KIND, Long.toString(event.position()), clock.instant());
        deliveries.add(List.of(letter.dead(tries, why)));
    }

    private LedgerException away(String why) {
        return new LedgerException(new Problem(
                "LDG937",
                Exit.FAILED,
                "webhook " + config.id() + " cannot be told of events now: " + why,
                "nothing is lost: the events wait in the log, `ledger stream status` shows how many"));
    }

    private LedgerException gone() {
        return new LedgerException(new Problem(
                "LDG938",
                Exit.FAILED,
                "webhook " + config.id() + " wants no events any more (HTTP 410)",
                "remove it from `webhooks`, or correct its `url`"));
    }

    /** For the postman, who knows only deliveries. @return empty when the delivery is not of this webhook */
    public Optional<Reply> tell(Delivery delivery, EventLog log) {
        if (!delivery.channel().equals(config.id()) || !delivery.kind().equals(KIND)) {
            return Optional.empty();
        }
        try {
            return Optional.of(again(delivery, log));
        } catch (LedgerException e) {
            return Optional.of(new Reply.Later(e.problem().message(), Optional.empty(), false));
        }
    }
}
