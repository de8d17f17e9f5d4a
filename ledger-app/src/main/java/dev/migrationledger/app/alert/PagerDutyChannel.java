package dev.migrationledger.app.alert;

import dev.migrationledger.app.delivery.HttpMessage;
import dev.migrationledger.core.alert.Alert;
import dev.migrationledger.core.alert.Severity;
import dev.migrationledger.core.audit.Hash;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * PagerDuty's Events API v2 ({@code developer.pagerduty.com/docs/events-api-v2/trigger-events}): {@code trigger} and
 * {@code resolve} with the same {@code dedup_key}; a resolve for a key that is not open does nothing there.
 */
final class PagerDutyChannel implements Channel {
    static final URI ITS_OWN = URI.create("https://events.pagerduty.com/v2/enqueue");

    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_SUMMARY = 1024;

    private final URI url;
    private final String routingKey;

    PagerDutyChannel(URI url, String routingKey) {
        this.url = url;
        this.routingKey = routingKey;
    }

    @Override
    public HttpMessage message(UUID id, Notification notification, Instant now) {
        var alert = notification.alert();
        var event = JsonMapper.shared()
                .createObjectNode()
                .put("routing_key", routingKey)
                .put("event_action", notification.resolved().isPresent() ? "resolve" : "trigger")
                .put("dedup_key", key(alert));
        if (notification.resolved().isEmpty()) {
            var summary = (notification.test() ? "[test] " : "") + alert.summary();
            var payload = event.putObject("payload")
                    .put("summary", cut(summary, LONGEST_SUMMARY))
                    .put("source", alert.database().isEmpty() ? "migration-ledger" : alert.database())
                    .put("severity", severity(alert.severity()))
                    .put("timestamp", alert.since().toString())
                    .put("component", "migration-ledger")
                    .put("class", alert.rule().label());
            alert.description().filter(known -> !known.environment().isEmpty()).ifPresent(known -> payload.put("group", known.environment()));
            NotificationJson.alert(payload.putObject("custom_details"), alert);
            event.put("client", "Migration Ledger");
        }
        return HttpMessage.json(url, event.toString());
    }

    private static String key(Alert alert) {
        return alert.key().length() <= LONGEST_KEY
                ? alert.key()
                : Hash.sha256(alert.key().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case INFO -> "info";
            case WARNING -> "warning";
            case CRITICAL -> "critical";
        };
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
