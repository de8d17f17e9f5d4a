package dev.migrationledger.app.operation;

import dev.migrationledger.app.alert.Alerting;
import dev.migrationledger.app.alert.AuditLook;
import dev.migrationledger.app.alert.Channels;
import dev.migrationledger.app.alert.FiringNow;
import dev.migrationledger.app.alert.Notification;
import dev.migrationledger.app.audit.RepeatedAudit;
import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.config.Configuration;
import dev.migrationledger.app.delivery.Alone;
import dev.migrationledger.app.delivery.Deliveries;
import dev.migrationledger.app.delivery.Delivery;
import dev.migrationledger.app.delivery.EventWebhook;
import dev.migrationledger.app.delivery.HttpSender;
import dev.migrationledger.app.delivery.Postman;
import dev.migrationledger.app.delivery.Reply;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Tells the configured channels of alerts and the configured webhooks of events, once or again and again. */
public final class Telling implements AutoCloseable {
    private static final Duration BETWEEN_AUDITS = Duration.ofHours(1);

    private final Configuration configuration;
    private final EventLog log;
    private final Subscriptions subscriptions;
    private final Supplier<Audit> audit;
    private final Clock clock;
    private final Interruption stop;
    private final HttpSender sender = new HttpSender();
    private final Deliveries deliveries;
    private final Channels channels;
    private final EventCodec codec;
    private final List<EventWebhook> webhooks;
    private final Alone alone;
    private @Nullable Alerting alerting;
    private AuditLook look = new AuditLook.NotDone();
    private Optional<LedgerException> unaudited = Optional.empty();
    private Instant audited = Instant.EPOCH;

    /**
     * What one round came to.
     *
     * @param alerts   empty when another process tells of alerts
     * @param events   told, keyed by webhook; absent where another process tells it
     * @param troubles what did not work, also where it is tried again
     */
    public record Outcome(Optional<Postman.Round> alerts, Map<String, Long> events, List<Problem> troubles) {}

    /** @param lines takes what the channels of type {@code log} tell */
    Telling(
            Configuration configuration,
            DSLContext sql,
            EventLog log,
            EventCodec codec,
            Subscriptions subscriptions,
            Supplier<Audit> audit,
            Map<String, String> environment,
            Clock clock,
            Interruption stop,
            Consumer<String> lines) {
        this.configuration = configuration;
        this.log = log;
        this.subscriptions = subscriptions;
        this.audit = audit;
        this.clock = clock;
        this.stop = stop;
        this.deliveries = new Deliveries(sql);
        this.alone = new Alone(sql, "alerts");
        this.codec = codec;
        this.channels = new Channels(configuration.alerts().channels(), environment, sender, clock, lines);
        var envelope = new Envelope(configuration.stream().source(), codec);
        this.webhooks = configuration.webhooks().stream()
                .map(one -> new EventWebhook(one, environment, envelope, sender, deliveries, clock, stop::pause))
                .toList();
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public Channels channels() {
        return channels;
    }

    /** What fires now, the whole log audited anew; whether or not it is told. */
    public List<Alert> firing() {
        auditWhenDue(RepeatedAudit::whole);
        unaudited.ifPresent(e -> {
            throw e;
        });
        return new FiringNow(log, codec, configuration.alerts().rules(), this::isWatched).at(clock.instant(), look);
    }

    /** Tells a channel of an alert that is none, and that it is over. @return what came of the first that did not arrive */
    public Reply test(ChannelConfig channel) {
        var fired = Notification.test(clock.instant());
        var reply = channels.tell(channel, UUID.randomUUID(), fired);
        return reply instanceof Reply.Delivered
                ? channels.tell(channel, UUID.randomUUID(), fired.over(clock.instant(), "the test is over"))
                : reply;
    }

    /** All that is due, once. */
    public Outcome once() {
        var troubles = new ArrayList<Problem>();
        var events = new TreeMap<String, Long>();
        var alerts = guarded(troubles, this::alerts).orElseGet(Optional::empty);
        unaudited.ifPresent(e -> troubles.addAll(e.problems()));
        for (var webhook : webhooks) {
            guarded(troubles, () -> events(webhook)).ifPresent(told -> told.ifPresent(count -> events.put(webhook.id(), count)));
        }
        return new Outcome(alerts, events, troubles);
    }

    /** What a server does again and again, each by itself, keyed by what it is called. */
    public Map<String, Runnable> turns() {
        var turns = new TreeMap<String, Runnable>();
        turns.put("alerts", () -> {
            alerts();
            var failed = unaudited;
            unaudited = Optional.empty();
            failed.ifPresent(e -> {
                throw e;
            });
        });
        webhooks.forEach(webhook -> turns.put(webhook.subscription(), () -> events(webhook)));
        return turns;
    }

    private Optional<Postman.Round> alerts() {
        return alone.run(() -> {
            auditWhenDue(RepeatedAudit::next);
            var current = alerting == null ? alerting() : alerting;
            alerting = current;
            current.update(clock.instant(), look);
            return new Postman(deliveries, clock).round(this::tell);
        });
    }

    private Alerting alerting() {
        var alerts = configuration.alerts();
        return new Alerting(
                subscriptions, log, codec, deliveries, alerts.channels(), alerts.rules(), this::isWatched);
    }

    private boolean isWatched(String database) {
        return configuration.database(database).isPresent();
    }

    /** What it found before counts until it can be done again; that it found nothing counts no longer. */
    private void auditWhenDue(Function<RepeatedAudit, LogAudit.Outcome> audits) {
        if (!configuration.alerts().rules().isOn(Rule.AUDIT_BROKEN)
                || clock.instant().isBefore(audited.plus(BETWEEN_AUDITS))) {
            return;
        }
        audited = clock.instant();
        try {
            look = AuditLook.of(audits.apply(audit.get().repeated()));
            unaudited = Optional.empty();
        } catch (LedgerException e) {
            look = look instanceof AuditLook.Broken ? look : new AuditLook.NotDone();
            unaudited = Optional.of(e);
        }
    }

    private Reply tell(Delivery delivery) {
        return webhooks.stream()
                .flatMap(webhook -> webhook.tell(delivery, log).stream())
                .findFirst()
                .orElseGet(() -> channels.tell(delivery));
    }

    private OptionalLong events(EventWebhook webhook) {
        return subscriptions.follower(webhook.subscription(), Subscriptions.Start.NEXT_EVENT).catchUp(webhook, stop);
    }

    private static <T> Optional<T> guarded(List<Problem> troubles, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (LedgerException e) {
            troubles.addAll(e.problems());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
