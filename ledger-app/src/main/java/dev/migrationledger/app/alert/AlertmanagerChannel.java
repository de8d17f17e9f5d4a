package dev.migrationledger.app.alert;

import dev.migrationledger.app.delivery.HttpMessage;
import dev.migrationledger.core.alert.Alert;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prometheus Alertmanager: {@code POST /api/v2/alerts} with one {@code postableAlert} (its {@code api/v2/openapi.yaml}).
 * The labels are its identity there, so they are those of the alert as it fired. An alert ends by itself unless it is
 * sent again, so its end is set beyond {@link #RENEWAL}.
 */
final class AlertmanagerChannel implements Channel {
    /** How long after a notification the same is sent again while it fires. */
    static final Duration RENEWAL = Duration.ofHours(6);

    private static final Duration LIFE = Duration.ofDays(3);

    private final URI url;

    /** @param base of Alertmanager, with its path prefix if it has one */
    AlertmanagerChannel(URI base) {
        this.url = URI.create(base.toString().replaceAll("/+$", "") + "/api/v2/alerts");
    }

    @Override
    public HttpMessage message(UUID id, Notification notification, Instant now) {
        var alert = notification.alert();
        var alerts = JsonMapper.shared().createArrayNode();
        var node = alerts.addObject();
        labels(node.putObject("labels"), notification);
        var annotations = node.putObject("annotations").put("summary", alert.summary()).put("description", "next: " + alert.hint());
        notification.resolved().ifPresent(over -> annotations.put("resolved", over.why()));
        node.put("startsAt", alert.since().toString())
                .put("endsAt", notification.resolved().map(Notification.Resolution::at).orElse(now.plus(LIFE)).toString());
        return HttpMessage.json(url, alerts.toString());
    }

    /** A label without text would be none, so it is left out. */
    private static void labels(ObjectNode labels, Notification notification) {
        var alert = notification.alert();
        labels.put("alertname", notification.test() ? "LedgerTest" : name(alert)).put("severity", alert.severity().label());
        put(labels, "database", Optional.of(alert.database()));
        put(labels, "revision", Optional.of(alert.revision()));
        put(labels, "rollout", Optional.of(alert.rollout()));
        put(labels, "test", Optional.of(notification.test() ? "true" : ""));
        alert.description().ifPresent(description -> {
            put(labels, "catalog", Optional.of(description.catalog()));
            put(labels, "environment", Optional.of(description.environment()));
            put(labels, "engine", Optional.of(description.engine()));
            description.labels().forEach((name, value) ->
                    put(labels, "label_" + name.replaceAll("[^a-zA-Z0-9_]", "_"), Optional.of(value)));
        });
    }

    private static void put(ObjectNode labels, String name, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> labels.put(name, text));
    }

    /** {@code LedgerRevisionFailed}: alert names are one word there by custom. */
    private static String name(Alert alert) {
        var name = new StringBuilder("Ledger");
        for (var word : alert.rule().label().split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }
}
