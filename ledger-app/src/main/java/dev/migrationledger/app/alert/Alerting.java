package dev.migrationledger.app.alert;

import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.delivery.Delivery;
import dev.migrationledger.app.delivery.Deliveries;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.stream.Follower;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.AlertChange;
import dev.migrationledger.core.alert.AlertRules;
import dev.migrationledger.core.alert.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Brings what the channels were told in line with the log. Every change is told, also one that is over when it is read;
 * then what fires now is compared with what each channel was told last, which makes up for a new channel, another rule,
 * and all that time alone brings. A first run tells what fires now, not the past.
 */
public final class Alerting {
    static final String SUBSCRIPTION = "alerts";

    /** Between two comparisons while nothing happens. */
    private static final Duration UNTIL_NEXT_COMPARISON = Duration.ofMinutes(1);

    /** How long what was delivered is kept, for who asks what a channel was told. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Duration BETWEEN_PRUNINGS = Duration.ofHours(1);

    private final Follower follower;
    private final Watches watches;
    private final Deliveries deliveries;
    private final List<ChannelConfig> channels;
    private final AlertRules rules;
    private final Predicate<String> watched;
    private Instant compared = Instant.EPOCH;
    private Instant pruned = Instant.EPOCH;

    /** @param watched ids of the databases that are told of: those of the configuration */
    public Alerting(
            Subscriptions subscriptions,
            EventLog log,
            EventCodec codec,
            Deliveries deliveries,
            List<ChannelConfig> channels,
            AlertRules rules,
            Predicate<String> watched) {
        this.follower = subscriptions.follower(SUBSCRIPTION, Subscriptions.Start.NEXT_EVENT);
        this.watches = new Watches(log, codec, rules);
        this.deliveries = deliveries;
        this.channels = List.copyOf(channels);
        this.rules = rules;
        this.watched = watched;
    }

    /** Takes in all that is in the log. */
    public void update(Instant now, AuditLook audit) {
        watches.readTo(follower.position());
        boolean news = follower.catchUp(this::changed).orElse(0) > 0;
        if (news || !now.isBefore(compared.plus(UNTIL_NEXT_COMPARISON))) {
            watches.readTo(follower.position());
            compare(now, audit);
            compared = now;
        }
        if (!now.isBefore(pruned.plus(BETWEEN_PRUNINGS))) {
            deliveries.prune(now.minus(KEPT), Notification.FIRED);
            pruned = now;
        }
    }

    private void compare(Instant now, AuditLook audit) {
        var firing = watches.firing(now, watched, audit);
        deliveries.add(channels.stream().flatMap(channel -> missing(channel, firing, now, audit).stream()).toList());
    }

    /** Ids are made of the events', so that what is read again is not told again. */
    private void changed(List<StoredEvent> events) {
        watches.readTo(events.getFirst().position() - 1);
        var told = new ArrayList<Delivery>();
        for (var event : events) {
            for (var change : watches.read(event)) {
                var database = change.alert().database();
                if (database.isEmpty() || watched.test(database)) {
                    channels.forEach(channel -> told.add(delivery(
                            UUID.nameUUIDFromBytes((event.id() + " " + change.alert().key() + " " + channel.id())
                                    .getBytes(StandardCharsets.UTF_8)),
                            channel,
                            Notification.of(change),
                            event.time())));
                }
            }
        }
        deliveries.add(told);
    }

    private List<Delivery> missing(ChannelConfig channel, Map<String, Alert> firing, Instant now, AuditLook audit) {
        var told = new ArrayList<Delivery>();
        var left = new TreeMap<>(firing);
        for (var last : deliveries.newest(channel.id())) {
            var before = NotificationJson.read(last.body());
            if (before.resolved().isPresent()) {
                continue;
            }
            var alert = before.alert();
            if (left.remove(alert.key()) == null && !isUnknown(alert, audit)) {
                told.add(delivery(UUID.randomUUID(), channel,
                        Notification.of(new AlertChange.Resolved(alert, now, over(alert))), now));
            } else if (channel instanceof ChannelConfig.Alertmanager && !now.isBefore(last.made().plus(AlertmanagerChannel.RENEWAL))) {
                told.add(delivery(UUID.randomUUID(), channel, before, now));
            }
        }
        left.values().forEach(alert ->
                told.add(delivery(UUID.randomUUID(), channel, Notification.of(new AlertChange.Fired(alert)), now)));
        return told;
    }

    /** Whether nobody can say that it is over. */
    private boolean isUnknown(Alert alert, AuditLook audit) {
        return alert.rule() == Rule.AUDIT_BROKEN && rules.isOn(Rule.AUDIT_BROKEN) && audit instanceof AuditLook.NotDone;
    }

    private String over(Alert alert) {
        if (!rules.isOn(alert.rule())) {
            return "the rule is off now";
        } else if (watches.isForgotten(alert.database())) {
            return "the database was forgotten";
        } else if (!alert.database().isEmpty() && !watched.test(alert.database())) {
            return "the configuration has no such database any more";
        }
        return switch (alert.rule()) {
            case SILENT -> "it was seen again";
            case AUDIT_BROKEN -> "the log is as it was stored and signed";
            case REVISION_FAILED, OUTCOME_UNKNOWN, DRIFT, CLAIM_WRONG, ROLLOUT_HALTED -> "it is not so any more";
        };
    }

    private static Delivery delivery(UUID id, ChannelConfig channel, Notification notification, Instant now) {
        return Delivery.of(
                id, channel.id(), notification.alert().key(), notification.type(), NotificationJson.text(notification), now);
    }
}
